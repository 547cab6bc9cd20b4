/** The real Elasticsearch server as one plain process. */
@NullMarked
package dev.whiteboard.local.elasticsearch;

import org.jspecify.annotations.NullMarked;
