/** The WebSocket tier on bare Netty: handshakes, frames, and one small object per connection. */
@NullMarked
package dev.whiteboard.chat.socket;

import org.jspecify.annotations.NullMarked;
