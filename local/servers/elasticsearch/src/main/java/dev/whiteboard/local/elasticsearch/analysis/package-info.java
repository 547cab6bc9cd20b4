/** A plugin of the server: the usual analyzers under their usual names. */
@NullMarked
package dev.whiteboard.local.elasticsearch.analysis;

import org.jspecify.annotations.NullMarked;
