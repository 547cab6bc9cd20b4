/** Starts programs in order, keeps them running, stops them in reverse order, and answers questions about them. */
@NullMarked
package dev.whiteboard.local.launcher.supervise;

import org.jspecify.annotations.NullMarked;
