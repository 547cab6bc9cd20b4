package dev.whiteboard.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;

import com.sun.net.httpserver.Headers;
import dev.whiteboard.gateway.RunningGateway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.Test;

/** What crosses the gateway, on the usual path ({@code /test/…}) and on the lean one ({@code /abcdefg}). */
class HeadersTest extends RunningGateway {
    private static final String LONG_WAY = "/test/lonely/x";
    private static final String LEAN_WAY = "/abcdefg";

    private Headers received(String path) {
        return path.equals(LONG_WAY)
                ? LONELY.lastHeaders()
                : LINKS.calls() > 0 ? LINKS.lastHeaders() : LINKS_TWIN.lastHeaders();
    }

    @ParameterizedTest
    @ValueSource(strings = {LONG_WAY, LEAN_WAY})
    void nobodyCanClaimToBeSomebodyOrToComeFromSomewhere(String path) {
        get(path, "X-User-Id", "usr_admin", "X-User-Roles", "admin", "X-Forwarded-User", "admin", "X-Forwarded-For",
                "6.6.6.6", "X-Forwarded-Host", "evil.example", "X-Forwarded-Proto", "https", "Forwarded",
                "for=6.6.6.6", "X-Real-IP", "6.6.6.6", "X-Auth-Request-User", "admin", "X-HTTP-Method-Override",
                "DELETE");
        Headers headers = received(path);
        assertThat(headers).doesNotContainKeys("X-user-id", "X-user-roles", "X-forwarded-user", "Forwarded",
                "X-real-ip", "X-auth-request-user", "X-http-method-override", "X-api-key");
        assertThat(headers.get("X-forwarded-for")).containsExactly("127.0.0.1");
        assertThat(headers.get("X-forwarded-proto")).containsExactly("http");
        assertThat(headers.getFirst("X-forwarded-host")).isEqualTo("127.0.0.1:" + port);
    }

    @ParameterizedTest
    @ValueSource(strings = {LONG_WAY, LEAN_WAY})
    void aSaneRequestIdIsKeptOnTheWayInAndOut(String path) {
        HttpResponse<String> response = get(path, "X-Request-Id", "order-17.b");
        assertThat(response.headers().allValues("X-Request-Id")).containsExactly("order-17.b");
        assertThat(received(path).get("X-request-id")).containsExactly("order-17.b");
    }

    @ParameterizedTest
    @ValueSource(strings = {LONG_WAY, LEAN_WAY})
    void anInsaneRequestIdIsReplaced(String path) {
        HttpResponse<String> response = get(path, "X-Request-Id", "<script>alert(1)</script>");
        assertThat(response.headers().firstValue("X-Request-Id")).hasValueSatisfying(
                id -> assertThat(id).matches("[0-9a-f]{32}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {LONG_WAY, LEAN_WAY})
    void aTraceGoesOnThroughTheGateway(String path) {
        String trace = "0af7651916cd43dd8448eb211c80319c";
        HttpResponse<String> response = get(path, "traceparent", "00-" + trace + "-b7ad6b7169203331-01");
        String onwards = received(path).getFirst("Traceparent");
        assertThat(onwards).startsWith("00-" + trace + "-").doesNotContain("b7ad6b7169203331");
        assertThat(response.headers().allValues("traceparent")).containsExactly(onwards);
    }

    @ParameterizedTest
    @ValueSource(strings = {LONG_WAY, LEAN_WAY})
    void aBrokenTraceIsStartedAnew(String path) {
        get(path, "traceparent", "00-00000000000000000000000000000000-b7ad6b7169203331-01");
        assertThat(received(path).getFirst("Traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00")
                .doesNotContain("00000000000000000000000000000000");
    }

    @ParameterizedTest
    @ValueSource(strings = {LONG_WAY, LEAN_WAY, "/nothing/here", "/"})
    void everyAnswerTellsTheBrowserToBeCareful(String path) {
        HttpResponse<String> response = get(path);
        assertThat(response.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(response.headers().allValues("Referrer-Policy")).containsExactly("no-referrer");
        assertThat(response.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(csp -> assertThat(csp).contains("frame-ancestors 'none'"));
        assertThat(response.headers().firstValue("Strict-Transport-Security")).isEmpty();
    }

    @Test
    void aPageKeepsThePolicyThatItsServiceGaveIt() {
        LONELY.behave(exchange -> {
            exchange.getResponseHeaders().set("Content-Security-Policy", "default-src 'self'");
            exchange.getResponseHeaders().set("Server", "secret/1.0");
            dev.whiteboard.gateway.HostileUpstream.answer(exchange, 200, "text/html", "<p>page");
        });
        HttpResponse<String> response = get(LONG_WAY);
        assertThat(response.headers().allValues("Content-Security-Policy")).containsExactly("default-src 'self'");
        assertThat(response.headers().firstValue("Server")).isEmpty();
    }

    @Test
    void aPageOfAnUnknownOriginIsRefusedAndAKnownOneMayReadWhatItNeeds() {
        assertProblem(get(LONG_WAY, "Origin", "https://evil.example"), 403, "FORBIDDEN");
        HttpResponse<String> response = get(LONG_WAY, "Origin", "https://console.example");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().allValues("Access-Control-Allow-Origin"))
                .containsExactly("https://console.example");
        assertThat(String.join(",", response.headers().allValues("Access-Control-Expose-Headers")))
                .contains("X-Request-Id").contains("ETag").contains("RateLimit");
        assertThat(response.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
    }

    @Test
    void aPreflightIsAnsweredByTheGatewayAlone() {
        HttpResponse<String> response = send(request("/api/v1/shorten", "Origin", "https://console.example",
                "Access-Control-Request-Method", "POST", "Access-Control-Request-Headers", "authorization")
                .method("OPTIONS", java.net.http.HttpRequest.BodyPublishers.noBody()));
        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.headers().firstValue("Access-Control-Allow-Methods")).hasValueSatisfying(
                methods -> assertThat(methods).contains("POST"));
        assertThat(SHORTENER.calls()).isZero();
    }
}
