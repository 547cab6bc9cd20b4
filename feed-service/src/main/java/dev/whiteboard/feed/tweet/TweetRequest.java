package dev.whiteboard.feed.tweet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /api/v1/tweets}. */
record TweetRequest(String content, @Nullable List<String> mediaIds, @Nullable String replyTo) {}
