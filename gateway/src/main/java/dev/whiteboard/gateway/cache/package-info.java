/** The edge cache: public media served from this process's memory, as RFC 9111 allows. */
@NullMarked
package dev.whiteboard.gateway.cache;

import org.jspecify.annotations.NullMarked;
