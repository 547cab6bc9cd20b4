/** Where short keys come from: a leased counter behind a keyed permutation, or one of two other strategies to compare it with. */
@NullMarked
package dev.whiteboard.shortener.key;

import org.jspecify.annotations.NullMarked;
