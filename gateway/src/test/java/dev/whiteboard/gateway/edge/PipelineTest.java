package dev.whiteboard.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.whiteboard.gateway.RunningGateway;

/** Requests that come before the answer to the one in front of them. */
class PipelineTest extends RunningGateway {
    private static final String PASSED_ON = "/test/lonely/x";

    @ParameterizedTest
    @CsvSource({"/nothing/here, 404", "/api/v1/links, 401", "/docs, 200", "/abcdefg, 200", "/test/pair/x, 200"})
    void theConnectionListensOnAfterOneWasAnsweredOnTheSpot(String second, int status) throws IOException {
        try (Connection connection = new Connection()) {
            for (int round = 0; round < 20; round++) {
                connection.send(PASSED_ON, second);
                assertThat(connection.statuses(2)).as("round %s", round).containsExactly(200, status);
            }
        }
    }

    @Test
    void manyAtOnceAreAnsweredInTheirOrder() throws IOException {
        try (Connection connection = new Connection()) {
            connection.send(PASSED_ON, "/nothing/here", PASSED_ON, "/docs", "/nothing/here", "/nothing/here",
                    PASSED_ON);
            assertThat(connection.statuses(7)).containsExactly(200, 404, 200, 200, 404, 404, 200);
            connection.send(PASSED_ON);
            assertThat(connection.statuses(1)).containsExactly(200);
        }
    }

    private final class Connection implements AutoCloseable {
        private final Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        private final BufferedReader reader = new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));

        Connection() throws IOException {
            socket.setSoTimeout(10_000);
        }

        void send(String... paths) throws IOException {
            StringBuilder requests = new StringBuilder();
            for (String path : paths) {
                requests.append("GET ").append(path).append(" HTTP/1.1\r\nHost: localhost\r\n\r\n");
            }
            socket.getOutputStream().write(requests.toString().getBytes(StandardCharsets.US_ASCII));
        }

        List<Integer> statuses(int count) throws IOException {
            Integer[] statuses = new Integer[count];
            for (int i = 0; i < count; i++) {
                statuses[i] = Integer.parseInt(reader.readLine().split(" ")[1]);
                int length = 0;
                for (String line = reader.readLine(); !line.isEmpty(); line = reader.readLine()) {
                    if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                        length = Integer.parseInt(line.substring(15).trim());
                    }
                }
                for (int read = 0; read < length; read++) {
                    reader.read();
                }
            }
            return List.of(statuses);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
