/** How much a user may keep: reserved before bytes travel, exact when they are committed. */
@NullMarked
package dev.whiteboard.storage.quota;

import org.jspecify.annotations.NullMarked;
