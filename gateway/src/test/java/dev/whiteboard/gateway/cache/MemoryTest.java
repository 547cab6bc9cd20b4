package dev.whiteboard.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.whiteboard.gateway.RunningGateway;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;

class MemoryTest extends RunningGateway {
    private static final long LIMIT = 16 << 20;
    private static final int SLOW = 8;

    @Autowired
    private MeterRegistry meters;

    @Test
    @Promise("edge.memory-is-bounded")
    void neitherManyObjectsNorSlowReadersFillTheGateway() throws Exception {
        MediaOrigin origin = new MediaOrigin();
        Random random = Seed.random("memory");
        int objects = 40;
        byte[][] bytes = new byte[objects][];
        for (int i = 0; i < objects; i++) {
            bytes[i] = new byte[(1 << 20) + random.nextInt(2 << 20)];
            random.nextBytes(bytes[i]);
            origin.put(path(i), bytes[i], "\"" + i + "\"", "public, max-age=3600");
        }
        VIDEO.behave(origin);
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < SLOW; i++) {
                slow.add(open(path(i)));
            }
            int rounds = Scale.rounds(1000);
            for (int round = 0; round < rounds; round += 4) {
                List<Integer> which = random.ints(4, 0, objects).boxed().toList();
                List<CompletableFuture<HttpResponse<byte[]>>> answers = which.stream()
                        .map(i -> HTTP.sendAsync(request(path(i)).build(), HttpResponse.BodyHandlers.ofByteArray()))
                        .toList();
                assertThat(used()).isLessThanOrEqualTo(LIMIT);
                for (int i = 0; i < which.size(); i++) {
                    assertThat(Arrays.equals(answers.get(i).get(60, TimeUnit.SECONDS).body(), bytes[which.get(i)]))
                            .isTrue();
                }
            }
            for (int i = 0; i < SLOW; i++) {
                assertThat(Arrays.equals(rest(slow.get(i), bytes[i].length), bytes[i])).as("slow reader %s", i)
                        .isTrue();
            }
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
        assertThat(used()).isPositive();
    }

    private double used() {
        return meters.get("edge.cache.memory").gauge().value();
    }

    private static String path(int i) {
        return "/media/videos/vid_memory/" + i + ".m4s";
    }

    /** Asks, and reads nothing yet. */
    private Socket open(String path) throws Exception {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(8 << 10);
        socket.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setSoTimeout(60_000);
        socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static byte[] rest(Socket socket, int length) throws Exception {
        InputStream in = socket.getInputStream();
        int matched = 0;
        while (matched < 4) {
            int c = in.read();
            assertThat(c).isNotNegative();
            matched = c == "\r\n\r\n".charAt(matched) ? matched + 1 : c == '\r' ? 1 : 0;
        }
        return in.readNBytes(length);
    }
}
