package dev.whiteboard.local.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.stream.IntStream;

/**
 * Free ports on the loopback interface.
 *
 * <p>
 * They are drawn below the range from which the kernel takes the ports of outgoing connections. A port of that range
 * may be gone when a killed server wants it back, and a client that retries against it can even end up connected to
 * itself.
 */
public final class Ports {

    private static final int FIRST = 20_000;
    private static final int LAST = 32_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ports() {}

    /**
     * A port that nobody listens on.
     *
     * @param offsets further ports, counted from the first, that have to be free too
     */
    public static int free(int... offsets) {
        for (int attempt = 0; attempt < 1_000; attempt++) {
            int port = RANDOM.nextInt(FIRST, LAST);
            if (isFree(port) && IntStream.of(offsets).allMatch(offset -> isFree(port + offset))) {
                return port;
            }
        }
        throw new ServerException("No free port between %d and %d on 127.0.0.1".formatted(FIRST, LAST));
    }

    public static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
