package dev.whiteboard.common.web.edge;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@EdgeTest
class FailureTest {
    @Autowired
    private Http http;

    @Test
    void aRefusalIsAnRfc9457Problem() {
        var answer = http.get("/public/fail/refusal", "X-Request-Id", "abc");

        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.response().body()).isEqualTo("""
                {"type":"urn:whiteboard:problem:gone","title":"Gone","status":410,"detail":"it was here",\
                "instance":"urn:request:abc","error":{"code":"GONE","message":"it was here"}}""");
        assertThat(http.get("/public/fail/limited").header("Retry-After")).isEqualTo("7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bug", "error"})
    void whatNobodyForesawSaysNothingAboutItselfAndIsLoggedOnce(String how) {
        try (LogTap log = new LogTap()) {
            var answer = http.get("/public/fail/" + how, "X-Request-Id", "find-me-" + how);

            assertThat(answer.problem()).isEqualTo("500 INTERNAL_ERROR");
            assertThat(answer.response().body()).doesNotContain("hunter2").doesNotContain("Exception");
            assertThat(log.complaints()).singleElement().satisfies(line -> assertThat(line.getMDCPropertyMap())
                    .containsEntry("request_id", "find-me-" + how)
                    .containsEntry("traceId", answer.header("traceparent").split("-")[1]));
        }
    }

    @Test
    void aClientThatLeavesIsNoNews() throws Exception {
        try (LogTap log = new LogTap()) {
            int before = EdgeApplication.LARGE_ENDED.get();
            try (Socket socket = new Socket("127.0.0.1", http.port())) {
                socket.setSoLinger(true, 0);
                socket.getOutputStream().write("GET /public/large HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
                assertThat(socket.getInputStream().read()).isEqualTo('H');
            }

            Awaitility.await().until(() -> EdgeApplication.LARGE_ENDED.get() > before);
            http.get("/public/list");
            assertThat(log.complaints()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pool", "database", "redis", "kafka", "connect"})
    void aDependencyThatIsAwayIsA503WithAHintWhenToComeBack(String how) {
        var answer = http.get("/public/fail/" + how);

        assertThat(answer.problem()).isEqualTo("503 SERVICE_UNAVAILABLE");
        assertThat(answer.header("Retry-After")).isEqualTo("2");
    }

    @Test
    void everyAnswerCarriesItsIdAndItsTrace() {
        for (String path : new String[]{"/public/list", "/whoami", "/public/fail/bug", "/public/nothing"}) {
            var answer = http.get(path);
            assertThat(answer.header("X-Request-Id")).as(path).matches("[0-9a-f-]{36}");
            assertThat(answer.header("traceparent")).as(path).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[0-3]");
        }
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        assertThat(
                http.get("/public/list", "traceparent", "00-" + trace + "-00f067aa0ba902b7-01").header("traceparent"))
                .startsWith("00-" + trace + "-").matches(".*-0[13]").doesNotContain("00f067aa0ba902b7");
    }

    @ParameterizedTest
    @CsvSource({"req-1.A_b, true", "a b, false", "'', false", "\"x\", false"})
    void aRequestIdIsKeptIfItIsAPlainWord(String offered, boolean kept) {
        assertThat(http.get("/public/list", "X-Request-Id", offered).header("X-Request-Id").equals(offered))
                .isEqualTo(kept);
        assertThat(http.get("/public/list", "X-Request-Id", "a".repeat(65)).header("X-Request-Id")).hasSize(36);
    }
}
