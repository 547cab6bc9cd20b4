/** The ranked feed: candidates, features, a versioned score, and what keeps a page from being one-sided. */
@NullMarked
package dev.whiteboard.feed.ranking;

import org.jspecify.annotations.NullMarked;
