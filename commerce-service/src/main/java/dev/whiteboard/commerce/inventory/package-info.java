/** How many of each product there are: available, reserved for somebody, sold or written off; it knows nothing of products but their ids. */
@NullMarked
package dev.whiteboard.commerce.inventory;

import org.jspecify.annotations.NullMarked;
