package dev.whiteboard.feed.stream;

import java.util.List;

/** So many new tweets, and which: a reader is told, and asks for them when they want to see them. */
record NewTweets(int count, List<String> tweetIds) {}
