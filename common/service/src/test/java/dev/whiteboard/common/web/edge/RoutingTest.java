package dev.whiteboard.common.web.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@EdgeTest
class RoutingTest {
    @Autowired
    private Http http;

    @Test
    void theWrongMethodIsToldTheRightOnes() {
        var answer = http.send(http.to("/public/links").DELETE());

        assertThat(answer.problem()).isEqualTo("405 METHOD_NOT_ALLOWED");
        assertThat(answer.header("Allow")).isEqualTo("POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "PROPFIND", "FOO"})
    void aStrangeMethodIsRefused(String method) throws Exception {
        assertThat(http.raw(method + " /public/links HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .matches("(?s)HTTP/1.1 4(00|05) .*application/problem\\+json.*\"error\".*");
    }

    @Test
    void anUnknownPathIsNotFoundWhateverTheClientAccepts() {
        assertThat(http.get("/public/nothing", "Accept", "text/html").problem()).isEqualTo("404 NOT_FOUND");
        assertThat(http.get("/error").problem()).isEqualTo("404 NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded", "image/png;x=y"})
    void anotherContentTypeIsUnsupported(String type) {
        var answer = http.send(http.to("/public/links").header("Content-Type", type)
                .POST(BodyPublishers.ofString("{\"long_url\":\"a\"}")));

        assertThat(answer.problem()).isEqualTo("415 UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void anUnreadableContentTypeIsUnsupportedToo() {
        for (String type : new String[]{"nonsense", "application/json;charset=nope", "*/*"}) {
            var answer = http.send(http.to("/public/links").header("Content-Type", type)
                    .POST(BodyPublishers.ofString("{\"long_url\":\"a\"}")));
            assertThat(answer.status()).as(type).isBetween(400, 415);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        }
    }

    @Test
    void aClientThatAcceptsNoJsonIsToldSo() {
        assertThat(http.get("/public/links/1", "Accept", "image/png").problem()).isEqualTo("406 NOT_ACCEPTABLE");
    }

    @ParameterizedTest
    @CsvSource({"/public/links/abc, 400 WRONG_TYPE id", "/public/links/1?depth=x, 400 WRONG_TYPE depth",
        "/public/search, 400 MISSING_FIELD q", "/public/list?limit=0, 400 INVALID_LIMIT limit",
        "/public/list?limit=101, 400 INVALID_LIMIT limit", "/public/list?limit=-1, 400 INVALID_LIMIT limit",
        "/public/list?limit=1.5, 400 INVALID_LIMIT limit", "/public/list?limit=, 400 INVALID_LIMIT limit",
        "/public/list?limit=99999999999, 400 INVALID_LIMIT limit", "/public/search?q=a%00b, 400 MALFORMED_REQUEST"})
    void aBadParameterIsNamed(String path, String problem) {
        assertThat(http.get(path).problem()).isEqualTo(problem);
    }

    @Test
    void aListHasItsShape() {
        assertThat(http.get("/public/list?cursor=abc").response().body())
                .isEqualTo("{\"data\":[20],\"pagination\":{\"next_cursor\":\"abc\",\"has_more\":true}}");
        assertThat(http.get("/public/list?limit=100").response().body())
                .isEqualTo("{\"data\":[100],\"pagination\":{\"next_cursor\":null,\"has_more\":false}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/public/%", "/public/%zz", "/public/..%2f..%2fetc", "/public/%00", "/public/a;b=c",
        "/public//double", "/public/%2e%2e/x", "/public/\\x", "/public/{x}", "/public/<x>", "/public/\u00ff",
        "/../../etc/passwd", "/public/links/%ff", "*", "public"})
    void aStrangePathGetsAProblemAndNoPage(String path) throws Exception {
        String answer = http.raw("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        assertThat(answer).matches("(?s)HTTP/1.1 4\\d\\d .*").containsIgnoringCase("application/problem+json")
                .contains("\"error\":{\"code\":").doesNotContainIgnoringCase("<html").doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0001\u0002\u0003\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nbad header\r\n\r\n",
        "POST /public/links HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
        "POST /public/links HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        "POST /public/links HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n",
        "GET /public/whoami HTTP/1.1\r\nHost: a\r\nX: \u0001\r\nConnection: close\r\n\r\n"})
    void whatIsHardlyHttpGetsAProblemOrAClosedConnection(String bytes) throws Exception {
        String answer = http.raw(bytes);

        assertThat(answer).doesNotContainIgnoringCase("<html").doesNotContain("Exception")
                .doesNotContain("HTTP/1.1 500");
        if (answer.contains("Content-Length:") && !answer.contains("Content-Length: 0")) {
            assertThat(answer).containsIgnoringCase("application/problem+json");
        }
    }

    @Test
    void aHugeHeaderOrUrlIsRefused() throws Exception {
        String host = " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n";
        for (String request : new String[]{"GET /public/" + "a".repeat(20_000) + host + "\r\n",
            "GET /public/whoami" + host + "X: " + "a".repeat(20_000) + "\r\n\r\n",
            "GET /public/whoami" + host + "X: y\r\n".repeat(500) + "\r\n"}) {
            assertThat(http.raw(request)).matches("(?s)HTTP/1.1 4\\d\\d .*").doesNotContainIgnoringCase("<html");
        }
    }
}
