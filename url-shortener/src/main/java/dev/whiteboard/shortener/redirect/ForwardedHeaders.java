package dev.whiteboard.shortener.redirect;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Which headers about a visitor are believed: those of a peer in a private network, which is where the gateway stands. */
record ForwardedHeaders(String countryHeader) {

    boolean trustedFrom(@Nullable SocketAddress peer) {
        InetAddress address = peer(peer);
        return address != null && (address.isLoopbackAddress() || address.isSiteLocalAddress());
    }

    static @Nullable InetAddress peer(@Nullable SocketAddress peer) {
        return peer instanceof InetSocketAddress internet ? internet.getAddress() : null;
    }
}
