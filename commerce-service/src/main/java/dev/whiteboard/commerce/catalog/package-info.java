/** Products and their categories, as sellers keep them. */
@NullMarked
package dev.whiteboard.commerce.catalog;

import org.jspecify.annotations.NullMarked;
