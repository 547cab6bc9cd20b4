/** What an administrator may do to accounts. */
@NullMarked
package dev.whiteboard.identity.admin;

import org.jspecify.annotations.NullMarked;
