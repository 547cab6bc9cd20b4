/** What goes with a product: what others bought along with it, and what is like it. */
@NullMarked
package dev.whiteboard.commerce.recommend;

import org.jspecify.annotations.NullMarked;
