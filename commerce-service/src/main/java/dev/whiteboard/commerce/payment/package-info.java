/** The port to billing: what commerce asks of it, as commands over Kafka. */
@NullMarked
package dev.whiteboard.commerce.payment;

import org.jspecify.annotations.NullMarked;
