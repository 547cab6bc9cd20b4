/** An S3 store over a folder. */
@NullMarked
package dev.whiteboard.local.s3;

import org.jspecify.annotations.NullMarked;
