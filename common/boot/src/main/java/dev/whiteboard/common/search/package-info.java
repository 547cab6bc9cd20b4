/** The connection to Elasticsearch, for services that search. */
@NullMarked
package dev.whiteboard.common.search;

import org.jspecify.annotations.NullMarked;
