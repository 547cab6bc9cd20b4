package dev.whiteboard.common.web.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@EdgeTest
class BodySizeTest {
    private static final int MEBIBYTE = 1024 * 1024;

    @Autowired
    private Http http;

    @Test
    void oneMebibyteIsTheLastSizeThatFits() {
        assertThat(http.post("/public/links", ofSize(MEBIBYTE)).status()).isEqualTo(201);
        assertThat(http.post("/public/links", ofSize(MEBIBYTE + 1)).problem()).isEqualTo("413 PAYLOAD_TOO_LARGE");
    }

    @Test
    void aBodyThatAdmitsItsSizeIsRefusedBeforeItIsSent() throws Exception {
        String answer = http.raw("POST /public/links HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                + "Content-Length: 10485760\r\n\r\n{\"long_url\":\"");

        assertThat(answer).startsWith("HTTP/1.1 413").contains("PAYLOAD_TOO_LARGE").contains("Connection: close");
    }

    @Test
    void aBodyThatHidesItsSizeIsRefusedAtTheByteTooMany() throws Exception {
        Instant start = Instant.now();
        try (Socket socket = new Socket("127.0.0.1", http.port())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(
                    "POST /public/links HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            int sent = sendUntilRefused(out, 100 * MEBIBYTE);
            String answer = read(socket.getInputStream());

            assertThat(answer).startsWith("HTTP/1.1 413").contains("PAYLOAD_TOO_LARGE");
            assertThat(sent).isLessThan(16 * MEBIBYTE);
            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void tenMegabytesFromAnOrdinaryClientAre413() {
        byte[] body = ofSize(10 * MEBIBYTE);

        assertThat(http.post("/public/links", body).problem()).isEqualTo("413 PAYLOAD_TOO_LARGE");
        var chunked = http.to("/public/links").header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
        assertThat(http.send(chunked).problem()).isEqualTo("413 PAYLOAD_TOO_LARGE");
    }

    private static byte[] ofSize(int size) {
        String frame = "{\"long_url\":\"\"}";
        return ("{\"long_url\":\"" + "a".repeat(size - frame.length()) + "\"}").getBytes(StandardCharsets.US_ASCII);
    }

    private static int sendUntilRefused(OutputStream out, int most) {
        byte[] chunk = ("10000\r\n" + "a".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        int sent = 0;
        try {
            for (; sent < most; sent += chunk.length) {
                out.write(chunk);
            }
        } catch (IOException refused) {
            return sent;
        }
        return sent;
    }

    private static String read(InputStream in) throws IOException {
        StringBuilder answer = new StringBuilder();
        byte[] buffer = new byte[4096];
        try {
            for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                answer.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
            }
        } catch (IOException reset) {
            return answer.toString();
        }
        return answer.toString();
    }
}
