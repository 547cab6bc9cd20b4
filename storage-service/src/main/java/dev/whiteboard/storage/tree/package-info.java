/** Files and folders as nodes with ids: names, moves, deletion, and who may do what where. */
@NullMarked
package dev.whiteboard.storage.tree;

import org.jspecify.annotations.NullMarked;
