/** Drills: load a system, break something, let it recover, then hold the system to what its clients were told. */
@NullMarked
package dev.whiteboard.drills;

import org.jspecify.annotations.NullMarked;
