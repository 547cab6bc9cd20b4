/** The servers and services of Whiteboard as programs that run on this machine, and what must hold before they start. */
@NullMarked
package dev.whiteboard.local.launcher.platform;

import org.jspecify.annotations.NullMarked;
