/** What customers pay with: tokens of the provider, never cards. */
@NullMarked
package dev.whiteboard.billing.method;

import org.jspecify.annotations.NullMarked;
