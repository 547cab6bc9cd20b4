/** Where short keys come from: a leased counter behind a keyed permutation, unguessable and free of collisions by construction. */
@NullMarked
package dev.whiteboard.shortener.key;

import org.jspecify.annotations.NullMarked;
