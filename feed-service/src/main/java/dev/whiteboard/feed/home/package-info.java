/** The home timeline: ids pushed to Redis, merged with what is pulled, judged by Postgres at every read. */
@NullMarked
package dev.whiteboard.feed.home;

import org.jspecify.annotations.NullMarked;
