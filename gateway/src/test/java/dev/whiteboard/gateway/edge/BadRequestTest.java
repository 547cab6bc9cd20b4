package dev.whiteboard.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

import dev.whiteboard.gateway.RawConnection;
import dev.whiteboard.gateway.RunningGateway;
import dev.whiteboard.gateway.route.EdgeRoute;
import dev.whiteboard.gateway.route.HouseRoutes;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What two readers might read differently is refused right behind the decoder, as a problem like any other. */
class BadRequestTest extends RunningGateway {
    @ParameterizedTest
    @ValueSource(strings = {"//admin/platform", "/api/../admin/platform", "/%2e%2e/admin/platform",
        "/api/v1/links%2f..%2fadmin", "/admin;x=1/platform", "/a\\b", "/abcd%00", "/abcd%zz", "/abcd?q=%zz",
        "/abcd?q=%00", "/abcd?a|b", "/./docs", "/docs/.", "/docs/..", "http://evil.example/abcd", "*", "/x#y",
        "/abcd\u00e9", "/%2F", "/%5c", "/%252e%252e/", "/[x]"})
    void pathsThatHideWhatTheyNameAreRefused(String target) {
        assertRefused("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n", 400, "MALFORMED_REQUEST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host: a\r\nHost: b\r\n", "", "Host: a b\r\n", "Host: a/../b\r\n",
        "Host: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n",
        "Host: x\r\nContent-Length: 4\r\nContent-Length: 5\r\n", "Host: x\r\nContent-Length: +4\r\n",
        "Host: x\r\nContent-Length: -1\r\n", "Host: x\r\nTransfer-Encoding: xchunked\r\n",
        "Host: x\r\nTransfer-Encoding: chunked, identity\r\n", "Host: x\r\nTransfer-Encoding : chunked\r\n",
        "Host: x\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
        "Host: x\r\n Transfer-Encoding: chunked\r\nX: y\r\n", "Host: x\r\nAuthorization: a\r\nAuthorization: b\r\n"})
    void headsThatCanBeFramedTwoWaysAreRefused(String headers) {
        assertRefused("POST /api/v1/shorten HTTP/1.1\r\n" + headers + "\r\n0\r\n\r\n", 400, "MALFORMED_REQUEST");
    }

    @Test
    void theSmuggledRequestBehindABadOneIsNeverRead() {
        String answer = RawConnection.send(port, "POST /api/v1/shorten HTTP/1.1\r\nHost: x\r\nContent-Length: 60\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /abcdefg HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(answer.split("HTTP/1\\.1 ", -1)).hasSize(2);
        assertThat(SHORTENER.calls() + LINKS.calls() + LINKS_TWIN.calls()).isZero();
    }

    @Test
    void aPipelinedBadRequestIsAnsweredAfterTheGoodOneBeforeIt() {
        String answer = RawConnection.sendAndWait(port, "GET /abcdefg HTTP/1.1\r\nHost: x\r\n\r\n"
                + "GET //x HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 200");
        assertThat(answer.indexOf("HTTP/1.1 400")).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"X-Large, 431, HEADERS_TOO_LARGE", "'', 414, URI_TOO_LONG"})
    void whatIsTooLongIsCalledSo(String header, int status, String code) {
        String filler = "a".repeat(20_000);
        String request = header.isEmpty()
                ? "GET /" + filler + " HTTP/1.1\r\nHost: x\r\n\r\n"
                : "GET /abcd HTTP/1.1\r\nHost: x\r\n" + header + ": " + filler + "\r\n\r\n";
        assertRefused(request, status, code);
    }

    @Test
    void aBodyThatCannotBeDecodedIsRefused() {
        assertRefused("POST /api/v1/shorten HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nnot-a-size\r\n",
                400,
                "MALFORMED_REQUEST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/internal/tokens", "/internal/api-keys/exchange", "/v3/api-docs", "/actuator/prometheus",
        "/actuator", "/actuator/env", "/admin/unknown", "/api/v1/unknown", "/api/v1/auth/login/", "/console",
        "/webjars/swagger-ui/index.html", "/abc", "/media/x/y", "/api/v1/payouts/request", "/ADMIN/platform"})
    void whatIsNotInTheTableDoesNotExist(String path) {
        assertProblem(get(path), 404, "NOT_FOUND");
        assertThat(IDENTITY.calls() + SHORTENER.calls()).isZero();
    }

    @Test
    void aWrongMethodIsToldTheRightOnes() {
        var response = send(request("/api/v1/users/me").DELETE());
        assertProblem(response, 405, "METHOD_NOT_ALLOWED");
        assertThat(response.headers().firstValue("Allow")).hasValue("GET, HEAD, PATCH");
    }

    @Test
    void randomBytesOnEveryRouteAreThe4xxOfSomebodyWhoDoesNotSpeakHttp() {
        RandomGenerator random = Seed.random("random-bytes");
        int rounds = Scale.rounds(100);
        for (EdgeRoute route : HouseRoutes.table().routes()) {
            for (int i = 0; i < rounds / 10; i++) {
                assertClientError(RawConnection.send(port, garbage(random, route)));
            }
        }
        for (int i = 0; i < rounds; i++) {
            byte[] bytes = new byte[random.nextInt(1, 400)];
            random.nextBytes(bytes);
            bytes[bytes.length - 1] = '\n';
            assertThat(RawConnection.send(port, bytes)).doesNotContain("HTTP/1.1 5");
        }
    }

    /** A request line of the route with noise in its path, its headers and its body. */
    private static byte[] garbage(RandomGenerator random, EdgeRoute route) {
        byte[] noise = new byte[random.nextInt(1, 60)];
        random.nextBytes(noise);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String method = route.methods().iterator().next();
        boolean inPath = random.nextBoolean();
        out.writeBytes((method + " " + route.path().replaceAll("[{}*]", "")).getBytes(StandardCharsets.US_ASCII));
        if (inPath) {
            out.writeBytes(noise);
        }
        out.writeBytes(" HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Noise: ".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(noise);
        out.writeBytes("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(noise);
        return out.toByteArray();
    }

    private static void assertClientError(String answer) {
        assertThat(answer).as("answer").doesNotContain("HTTP/1.1 5").doesNotContain("Exception");
    }

    private void assertRefused(String request, int status, String code) {
        String answer = RawConnection.send(port, request);
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ")
                .containsIgnoringCase("content-type: application/problem+json")
                .containsIgnoringCase("x-request-id: ")
                .containsIgnoringCase("x-content-type-options: nosniff")
                .contains("\"code\":\"" + code + "\"")
                .doesNotContain("<still open>");
    }
}
