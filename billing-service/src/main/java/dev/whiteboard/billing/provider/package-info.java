/** The payment provider, as billing talks to it: two calls and five kinds of answers. */
@NullMarked
package dev.whiteboard.billing.provider;

import org.jspecify.annotations.NullMarked;
