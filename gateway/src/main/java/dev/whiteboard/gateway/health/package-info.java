/** Whether the platform as a whole is up, and what an administrator sees of it. */
@NullMarked
package dev.whiteboard.gateway.health;

import org.jspecify.annotations.NullMarked;
