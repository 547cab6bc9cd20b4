/** People as identity tells of them, kept here so that a page of tweets needs no call to another service. */
@NullMarked
package dev.whiteboard.feed.person;

import org.jspecify.annotations.NullMarked;
