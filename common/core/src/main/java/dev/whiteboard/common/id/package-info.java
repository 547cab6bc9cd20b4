/** Snowflake ids: unique, k-sorted 63-bit numbers that no two workers ever share. */
@NullMarked
package dev.whiteboard.common.id;

import org.jspecify.annotations.NullMarked;
