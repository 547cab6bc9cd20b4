/** What somebody who comes in wants to see first, out of several services in one answer. */
@NullMarked
package dev.whiteboard.gateway.home;

import org.jspecify.annotations.NullMarked;
