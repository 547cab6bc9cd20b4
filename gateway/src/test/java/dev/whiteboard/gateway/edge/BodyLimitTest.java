package dev.whiteboard.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;

import dev.whiteboard.gateway.RawConnection;
import dev.whiteboard.gateway.RunningGateway;
import org.junit.jupiter.api.Test;

/** Bytes are counted while they stream, whatever the request says about its length. */
class BodyLimitTest extends RunningGateway {
    private static final int LIMIT = 1 << 20;

    @Test
    void aBodyThatSaysItIsTooLargeIsRefusedUnread() {
        String answer = RawConnection.sendAndWait(port,
                "POST /api/v1/shorten HTTP/1.1\r\nHost: x\r\nContent-Length: 10485760\r\n\r\n{");
        assertThat(answer).startsWith("HTTP/1.1 413").contains("PAYLOAD_TOO_LARGE");
        assertThat(SHORTENER.calls()).isZero();
    }

    @Test
    void aChunkedBodyIsCutAtTheLimit() {
        StringBuilder request = new StringBuilder(
                "POST /api/v1/shorten HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
        String chunk = "10000\r\n" + "x".repeat(65_536) + "\r\n";
        request.append(chunk.repeat(40)).append("0\r\n\r\n");
        String answer = RawConnection.sendAndWait(port, request.toString());
        assertThat(answer).startsWith("HTTP/1.1 413").contains("PAYLOAD_TOO_LARGE");
        assertThat(SHORTENER.bodyBytes()).isLessThanOrEqualTo(LIMIT);
    }

    @Test
    void aBodyOfExactlyTheLimitPassesInEitherFraming() {
        byte[] body = "x".repeat(LIMIT).getBytes(StandardCharsets.US_ASCII);
        assertThat(send(request("/api/v1/shorten").POST(HttpRequest.BodyPublishers.ofByteArray(body))).statusCode())
                .isEqualTo(200);
        assertThat(SHORTENER.bodyBytes()).isEqualTo(LIMIT);
        SHORTENER.reset();
        assertThat(send(request("/api/v1/shorten")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))).statusCode())
                .isEqualTo(200);
        assertThat(SHORTENER.bodyBytes()).isEqualTo(LIMIT);
    }
}
