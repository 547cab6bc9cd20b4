/** What sellers do: their stock, their orders. */
@NullMarked
package dev.whiteboard.commerce.seller;

import org.jspecify.annotations.NullMarked;
