package dev.whiteboard.chat.socket;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * Bounds of the sockets.
 *
 * @param address the interface to listen on; empty for all
 * @param frameBytes the longest frame that is read; a longer one is refused, a much longer one ends the connection
 * @param framesPerSecond how many frames one connection may send
 * @param queueBytes how much may wait for a client that does not read before its connection is closed
 * @param authPatience how long a connection may stay without a token
 * @param pingAfter how long a client may be silent before it is pinged
 * @param idleAfter how long it may be silent before it is taken for gone
 * @param handshakesPerSecond how many connections this node takes a second; others are told when to come back
 * @param drain how long clients have to leave when the node goes down
 * @param syncsAtOnce how many clients are sent what they missed at a time; others wait their turn
 */
@ConfigurationProperties("whiteboard.socket")
record SocketProperties(String address, int frameBytes, int framesPerSecond, DataSize queueBytes,
        Duration authPatience, Duration pingAfter, Duration idleAfter, int handshakesPerSecond, Duration drain,
        int syncsAtOnce) {}
