/** Tweets, replies, retweets and deletion, and the one rule of who may see them. */
@NullMarked
package dev.whiteboard.feed.tweet;

import org.jspecify.annotations.NullMarked;
