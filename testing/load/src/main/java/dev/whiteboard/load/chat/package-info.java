/** Chat beside its peers: the same schedule against chat-service, ejabberd and a bare WebSocket server. */
@NullMarked
package dev.whiteboard.load.chat;

import org.jspecify.annotations.NullMarked;
