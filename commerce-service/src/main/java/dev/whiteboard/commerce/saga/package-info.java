/** Keeps orders going: news from billing comes in here, and what is due is looked at. */
@NullMarked
package dev.whiteboard.commerce.saga;

import org.jspecify.annotations.NullMarked;
