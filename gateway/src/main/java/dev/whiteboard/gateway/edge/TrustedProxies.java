package dev.whiteboard.gateway.edge;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Decides what to believe of {@code X-Forwarded-*}. Anybody can send these headers, so they count only when the peer of
 * the connection is a proxy of our own; then the chain is read from the right, and the first address that is not ours is
 * the client. From everybody else the headers are ignored and overwritten.
 */
@Component
public class TrustedProxies {
    private record Block(
            byte[] network,
            int bits) {
        boolean contains(byte[] address) {
            if (address.length != network.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((address[bit / 8] & mask) != (network[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private final List<Block> blocks;

    TrustedProxies(EdgeProperties properties) {
        this.blocks = properties.trustedProxies().stream().map(TrustedProxies::block).toList();
    }

    /** Reads the hop of a request whose headers are looked up by {@code header} (first value, or null). */
    public Hop hop(@Nullable InetSocketAddress peer, Function<String, @Nullable String> header) {
        String host = orElse(header.apply("Host"), "");
        InetAddress address = peer == null ? null : peer.getAddress();
        if (address == null || blocks.isEmpty() || !trusted(address)) {
            return new Hop(address == null ? "unknown" : address.getHostAddress(), "http", host);
        }
        String scheme = "https".equalsIgnoreCase(header.apply("X-Forwarded-Proto")) ? "https" : "http";
        return new Hop(client(address, header.apply("X-Forwarded-For")), scheme,
                orElse(header.apply("X-Forwarded-Host"), host));
    }

    private String client(InetAddress peer, @Nullable String chain) {
        String client = peer.getHostAddress();
        if (chain == null) {
            return client;
        }
        String[] hops = chain.split(",");
        for (int i = hops.length - 1; i >= 0; i--) {
            InetAddress hop = literal(hops[i].trim());
            if (hop == null) {
                return client;
            }
            client = hop.getHostAddress();
            if (!trusted(hop)) {
                return client;
            }
        }
        return client;
    }

    private boolean trusted(InetAddress address) {
        byte[] bytes = address.getAddress();
        return blocks.stream().anyMatch(block -> block.contains(bytes));
    }

    private static Block block(String text) {
        int slash = text.indexOf('/');
        InetAddress network = literal(slash < 0 ? text : text.substring(0, slash));
        if (network == null) {
            throw new IllegalArgumentException("not an address or CIDR block: " + text);
        }
        byte[] bytes = network.getAddress();
        return new Block(bytes, slash < 0 ? bytes.length * 8 : Integer.parseInt(text.substring(slash + 1)));
    }

    /** An address written in digits; never a name, so that nothing is looked up. */
    private static @Nullable InetAddress literal(String text) {
        if (!text.matches("[0-9a-fA-F:.]{2,45}")) {
            return null;
        }
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String orElse(@Nullable String value, String other) {
        return value == null ? other : value;
    }
}
