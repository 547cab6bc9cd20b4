package dev.whiteboard.gateway.socket;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How WebSockets pass.
 *
 * @param idle a socket on which nothing at all passed for so long is closed
 * @param largestFrame bytes of one frame; a larger one closes its socket with 1009
 * @param connect how long the service may take to accept
 * @param goodbye how long one side may still talk when the other has left
 */
@ConfigurationProperties("gateway.sockets")
public record SocketProperties(
        @DefaultValue("2m") Duration idle,
        @DefaultValue("131072") int largestFrame,
        @DefaultValue("5s") Duration connect,
        @DefaultValue("5s") Duration goodbye) {}
