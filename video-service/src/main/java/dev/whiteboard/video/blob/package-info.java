/** Objects in a bucket: one narrow port over S3, with uploads in parts. */
@NullMarked
package dev.whiteboard.video.blob;

import org.jspecify.annotations.NullMarked;
