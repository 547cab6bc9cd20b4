/** The social feed: who follows whom, and what they therefore see. */
@NullMarked
package dev.whiteboard.feed;

import org.jspecify.annotations.NullMarked;
