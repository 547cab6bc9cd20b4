package dev.whiteboard.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.whiteboard.gateway.HostileUpstream;
import dev.whiteboard.gateway.RawConnection;
import dev.whiteboard.gateway.RunningGateway;
import dev.whiteboard.testkit.Promise;

/** There is one way to name an object, and nothing that the origin hears is missing from the name. */
class KeysTest extends RunningGateway {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final ConcurrentLinkedQueue<String> targets = new ConcurrentLinkedQueue<>();
    private final String path = "/media/videos/vid_k" + NUMBER.incrementAndGet() + "/master.m3u8";

    @BeforeEach
    void echo() {
        targets.clear();
        VIDEO.behave(exchange -> {
            targets.add(exchange.getRequestURI().toString());
            exchange.getResponseHeaders().set("Cache-Control", "public, max-age=60");
            var headers = exchange.getRequestHeaders();
            HostileUpstream.answer(exchange, 200, "text/plain", exchange.getRequestMethod() + " "
                    + exchange.getRequestURI() + " by " + headers.getFirst("X-Forwarded-Host")
                    + headers.getFirst("Cookie")
                    + headers.getFirst("X-Original-Url") + headers.getFirst("X-Http-Method-Override")
                    + headers.getFirst("Forwarded") + headers.getFirst("Range") + headers.getFirst("Origin"));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/media/videos/%76id_1/seg.m4s", "/media/videos/vid_1/%73eg.m4s",
        "/media/videos/vid_1/a/../seg.m4s", "/media/videos/vid_1//seg.m4s", "/media/videos/vid_1/./seg.m4s",
        "/media/videos/vid_1/seg.m4s/", "/media/videos/vid_1/seg.m4s;x=1", "/media/videos//vid_1/seg.m4s",
        "/media/videos/vid_1\\seg.m4s", "/media/videos/vid_1%2fseg.m4s", "/media/videos/vid_1/seg.m4s%00",
        "http://localhost/media/videos/vid_1/seg.m4s", "/media/videos/vid_1/s@g.m4s", "/media/videos/",
        "/media/videos/vid_1",
        "/media/videos/vid_1/"})
    @Promise("edge.no-way-around-keys")
    void aPathThatIsWrittenOtherwiseNamesNothing(String target) {
        String answer = RawConnection.sendAndWait(port, "GET " + target
                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer).matches("(?s)HTTP/1.1 40[04] .*");
        assertThat(targets).isEmpty();
    }

    @Test
    @Promise("edge.no-way-around-keys")
    void whatIsNotInTheKeyDoesNotReachTheOrigin() {
        HttpResponse<String> first = get(path, "X-Forwarded-Host", "evil.example", "Cookie", "a=b", "X-Original-Url",
                "/other", "X-Http-Method-Override", "DELETE", "Forwarded", "host=evil.example", "Range",
                "bytes=0-1000");
        assertThat(first.body()).startsWith("GET " + path + " by localhost:8080nullnullnullnullnull");
        assertThat(get(path).body()).isEqualTo(first.body());
        assertThat(targets).containsExactly(path);
    }

    @Test
    @Promise("edge.no-way-around-keys")
    void twoReadersNeverFrameOneRequestDifferently() {
        String smuggled = "GET /media/videos/vid_s/secret.m4s HTTP/1.1\r\nHost: localhost\r\n\r\n";
        for (String framing : List.of("Content-Length: " + smuggled.length() + "\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", "Transfer-Encoding: xchunked\r\n",
                "Content-Length: 0\r\nContent-Length: " + smuggled.length() + "\r\n")) {
            String answer = RawConnection.send(port,
                    ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + framing + "\r\n"
                            + smuggled).getBytes(StandardCharsets.US_ASCII));
            assertThat(answer).startsWith("HTTP/1.1 400 ").doesNotContain("HTTP/1.1 200");
        }
        assertThat(targets).isEmpty();
    }

    @Test
    void aQueryIsPartOfTheName() {
        assertThat(get(path + "?v=1").body()).isNotEqualTo(get(path + "?v=2").body());
        assertThat(get(path + "?v=1").body()).isEqualTo(get(path + "?v=1").body());
        assertThat(targets).containsExactly(path + "?v=1", path + "?v=2");
    }
}
