package dev.whiteboard.local.launcher.topology;

import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The ports of one replica of a service.
 *
 * @param http       its API
 * @param side       its second listener, if it has one: {@code http + 1000}
 * @param management health and metrics: {@code http + 2000}
 */
public record Ports(int http, OptionalInt side, int management) {

    static Ports of(int http, boolean sideListener) {
        return new Ports(http, sideListener ? OptionalInt.of(http + 1000) : OptionalInt.empty(), http + 2000);
    }

    public IntStream all() {
        return IntStream.concat(IntStream.of(http, management), side.stream());
    }
}
