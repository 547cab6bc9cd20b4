/** {@code Idempotency-Key}: the same request sent twice has one effect and gets the same answer twice. */
@NullMarked
package dev.whiteboard.common.idempotency;

import org.jspecify.annotations.NullMarked;
