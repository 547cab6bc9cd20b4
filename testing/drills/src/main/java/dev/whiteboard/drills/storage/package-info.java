/** The storage-service's drill: every acknowledged byte restorable, the log tells the tree, the quota exact. */
@NullMarked
package dev.whiteboard.drills.storage;

import org.jspecify.annotations.NullMarked;
