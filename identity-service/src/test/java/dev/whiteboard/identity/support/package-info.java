/** What identity's tests share: the running service and a client for it. */
@NullMarked
package dev.whiteboard.identity.support;

import org.jspecify.annotations.NullMarked;
