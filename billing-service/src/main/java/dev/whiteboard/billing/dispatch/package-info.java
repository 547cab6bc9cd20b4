/** Brings operations to the provider, and asks for the outcome of those that got no answer. */
@NullMarked
package dev.whiteboard.billing.dispatch;

import org.jspecify.annotations.NullMarked;
