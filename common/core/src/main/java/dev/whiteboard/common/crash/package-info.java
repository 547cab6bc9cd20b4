/** Named places at which a test can kill the process, to prove what survives. */
@NullMarked
package dev.whiteboard.common.crash;

import org.jspecify.annotations.NullMarked;
