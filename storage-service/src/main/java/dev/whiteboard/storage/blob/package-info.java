/** Objects in a bucket: one narrow port over S3. */
@NullMarked
package dev.whiteboard.storage.blob;

import org.jspecify.annotations.NullMarked;
