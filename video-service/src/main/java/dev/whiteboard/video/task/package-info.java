/** What is to be done for a video, piece by piece: leased to a worker for a while, and fenced against whoever comes too late. */
@NullMarked
package dev.whiteboard.video.task;

import org.jspecify.annotations.NullMarked;
