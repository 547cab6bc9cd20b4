/** Commands from other services over Kafka, and what is told to those that cannot be carried out. */
@NullMarked
package dev.whiteboard.billing.command;

import org.jspecify.annotations.NullMarked;
