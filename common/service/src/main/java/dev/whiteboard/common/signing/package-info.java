/** Makes what {@code SIGNING_SECRET} stands for, once for every service. */
@NullMarked
package dev.whiteboard.common.signing;

import org.jspecify.annotations.NullMarked;
