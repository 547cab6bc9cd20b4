/** What the person at the terminal reads. */
@NullMarked
package dev.whiteboard.local.launcher.terminal;

import org.jspecify.annotations.NullMarked;
