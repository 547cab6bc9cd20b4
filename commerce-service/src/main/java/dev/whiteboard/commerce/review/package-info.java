/** What buyers say of what they bought, once each. */
@NullMarked
package dev.whiteboard.commerce.review;

import org.jspecify.annotations.NullMarked;
