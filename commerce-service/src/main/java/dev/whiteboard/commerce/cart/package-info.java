/** What somebody means to buy, before they know who they are and after. */
@NullMarked
package dev.whiteboard.commerce.cart;

import org.jspecify.annotations.NullMarked;
