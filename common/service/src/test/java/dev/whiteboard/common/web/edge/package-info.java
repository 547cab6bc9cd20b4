/** The edge as clients meet it: a real server, real bytes, every kind of bad input. */
@NullMarked
package dev.whiteboard.common.web.edge;

import org.jspecify.annotations.NullMarked;
