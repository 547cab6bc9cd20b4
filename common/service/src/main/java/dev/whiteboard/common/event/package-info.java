/** What producers and consumers of events share: topics and their prefix, CloudEvents headers, trace context. */
@NullMarked
package dev.whiteboard.common.event;

import org.jspecify.annotations.NullMarked;
