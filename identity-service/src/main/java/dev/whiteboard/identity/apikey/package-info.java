/** Keys for programs: made once, shown once, exchanged for short tokens, revoked everywhere. */
@NullMarked
package dev.whiteboard.identity.apikey;

import org.jspecify.annotations.NullMarked;
