/** WebSockets on their way through: who may open one, and two connections that live and end as one. */
@NullMarked
package dev.whiteboard.gateway.socket;

import org.jspecify.annotations.NullMarked;
