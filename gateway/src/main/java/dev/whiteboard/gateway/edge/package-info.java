/** What is true of every request and answer: identifiers, headers, body limits, refusals, problems. */
@NullMarked
package dev.whiteboard.gateway.edge;

import org.jspecify.annotations.NullMarked;
