/** What the provider tells us unasked: signed, repeated, in no order. */
@NullMarked
package dev.whiteboard.billing.webhook;

import org.jspecify.annotations.NullMarked;
