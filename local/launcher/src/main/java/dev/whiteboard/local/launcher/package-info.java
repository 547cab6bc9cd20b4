/** The command {@code ./whiteboard}: what people type, and what is done about it. */
@NullMarked
package dev.whiteboard.local.launcher;

import org.jspecify.annotations.NullMarked;
