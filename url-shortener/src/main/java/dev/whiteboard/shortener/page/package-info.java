/** The two pages that visitors of short links may see, as text: no scripts, nothing loaded from anywhere. */
@NullMarked
package dev.whiteboard.shortener.page;

import org.jspecify.annotations.NullMarked;
