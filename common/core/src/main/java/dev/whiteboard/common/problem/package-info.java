/** The one list of error codes and the one shape in which every process of the house says no: RFC 9457 problems. */
@NullMarked
package dev.whiteboard.common.problem;

import org.jspecify.annotations.NullMarked;
