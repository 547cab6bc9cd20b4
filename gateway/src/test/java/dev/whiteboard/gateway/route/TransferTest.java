package dev.whiteboard.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicLong;

import dev.whiteboard.gateway.RunningGateway;
import io.netty.buffer.PooledByteBufAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files on their way through: each route has its own limit, and nothing of a file stays here. */
class TransferTest extends RunningGateway {
    private static final int MIB = 1 << 20;
    private static final int FILE = 200 * MIB;
    /** What one transfer may hold of the gateway's memory, the pools' own chunks included. */
    private static final long HELD = 64L * MIB;

    @ParameterizedTest
    @CsvSource({"POST, /api/v1/files/upload/init, 2", "PUT, /api/v1/files/upload/u/chunk/h, 8",
        "PATCH, /api/v1/files/f, 1", "POST, /api/v1/conversations, 1"})
    void aBodyBeyondItsRoutesLimitIsRefused(String method, String path, int mebibytes) throws Exception {
        HttpResponse<String> fits = HTTP.send(upload(method, path, (long) mebibytes * MIB),
                HttpResponse.BodyHandlers.ofString());
        assertThat(fits.statusCode()).as(fits.body()).isEqualTo(200);
        HttpResponse<String> tooLarge = HTTP.send(upload(method, path, (long) mebibytes * MIB + 1),
                HttpResponse.BodyHandlers.ofString());
        assertProblem(tooLarge, 413, "PAYLOAD_TOO_LARGE");
    }

    @Test
    void aFileStreamsBothWaysWithoutStayingHere() throws Exception {
        AtomicLong most = new AtomicLong();
        long before = used();
        HttpResponse<String> up = HTTP.send(upload("PUT", "/api/v1/files/content?file_name=x", FILE),
                HttpResponse.BodyHandlers.ofString());
        assertThat(up.statusCode()).isEqualTo(200);
        assertThat(STORAGE.bodyBytes()).isEqualTo(FILE);
        STORAGE.behave(exchange -> {
            exchange.sendResponseHeaders(200, FILE);
            byte[] piece = new byte[MIB];
            for (int sent = 0; sent < FILE; sent += piece.length) {
                exchange.getResponseBody().write(piece);
                most.accumulateAndGet(used(), Math::max);
            }
            exchange.close();
        });
        HttpResponse<InputStream> down = HTTP.send(
                request("/api/v1/files/f/content", "Authorization", bearer()).GET().build(),
                HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = down.body()) {
            assertThat(body.transferTo(java.io.OutputStream.nullOutputStream())).isEqualTo(FILE);
        }
        assertThat(Math.max(most.get(), used()) - before).isLessThan(HELD);
    }

    private HttpRequest upload(String method, String path, long length) {
        return request(path, "Authorization", bearer(), "Content-Type", "application/octet-stream")
                .method(method, HttpRequest.BodyPublishers.fromPublisher(
                        HttpRequest.BodyPublishers.ofInputStream(() -> new Zeros(length)), length))
                .build();
    }

    private static String bearer() {
        return "Bearer " + TOKENS.token("usr_files", "user");
    }

    private static long used() {
        return PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
    }

    /** So many bytes that nobody has to hold. */
    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long length) {
            this.left = length;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int given = (int) Math.min(left, length);
            left -= given;
            return given;
        }
    }
}
