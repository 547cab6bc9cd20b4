/** The keys that sign access tokens: made, published, used, retired. */
@NullMarked
package dev.whiteboard.identity.signing;

import org.jspecify.annotations.NullMarked;
