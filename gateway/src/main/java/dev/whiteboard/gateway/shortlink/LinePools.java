package dev.whiteboard.gateway.shortlink;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import dev.whiteboard.gateway.resilience.Replica;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.FastThreadLocal;

/** Finds the pool of the current event loop for a replica; to be asked on an event loop only. */
final class LinePools {
    private static final Duration CONNECT_TIMEOUT = Duration.ofMillis(500);
    private static final int HTTP_PORT = 80;

    private final AddressResolverGroup<?> resolver;
    private final FastThreadLocal<Map<Replica, LinePool>> pools = new FastThreadLocal<>() {
        @Override
        protected Map<Replica, LinePool> initialValue() {
            return new HashMap<>();
        }
    };

    LinePools(AddressResolverGroup<?> resolver) {
        this.resolver = resolver;
    }

    LinePool pool(Channel client, Replica replica) {
        return pools.get().computeIfAbsent(replica, target -> open(client, target));
    }

    /** Connects by the same kind of transport as the client did, so that both sides can share the event loop. */
    private LinePool open(Channel client, Replica replica) {
        EventLoop loop = client.eventLoop();
        URI address = replica.address();
        int port = address.getPort() < 0 ? HTTP_PORT : address.getPort();
        return new LinePool(loop, client.getClass(), resolver,
                InetSocketAddress.createUnresolved(address.getHost(), port), CONNECT_TIMEOUT);
    }
}
