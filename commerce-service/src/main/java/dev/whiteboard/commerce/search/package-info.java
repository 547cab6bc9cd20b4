/** Finds products by words, filters and facets, in a copy of the catalogue that follows every change of it. */
@NullMarked
package dev.whiteboard.commerce.search;

import org.jspecify.annotations.NullMarked;
