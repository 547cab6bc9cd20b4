/** Becoming a user, and the accounts that exist before anybody registers. */
@NullMarked
package dev.whiteboard.identity.registration;

import org.jspecify.annotations.NullMarked;
