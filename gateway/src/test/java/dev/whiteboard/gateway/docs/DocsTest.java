package dev.whiteboard.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.gateway.HostileUpstream;
import dev.whiteboard.gateway.RunningGateway;
import org.junit.jupiter.api.Test;

class DocsTest extends RunningGateway {
    private static final String DESCRIPTION = """
            {"openapi":"3.1.0","servers":[{"url":"http://10.0.0.7:8102"}],"paths":{
            "/api/v1/shorten":{"post":{"summary":"Shorten"},"delete":{"summary":"not routed"}},
            "/{short_key}":{"get":{"summary":"Follow"}},
            "/internal/secret":{"get":{"summary":"internal"}},
            "/api/v1/auth/login":{"post":{"summary":"another service's"}}}}""";

    @Test
    void theBrowserIsServedFromHereAlone() {
        var page = get("/docs", "Accept", "text/html");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).doesNotContain("http://").doesNotContain("https://");
        assertThat(page.headers().firstValue("Content-Security-Policy")).hasValueSatisfying(
                csp -> assertThat(csp).contains("script-src 'self'").doesNotContain("unsafe-eval"));
        for (String asset : new String[]{"swagger-ui-bundle.js", "swagger-ui.css", "browser.js", "browser.css"}) {
            assertThat(get("/docs/assets/" + asset).statusCode()).as(asset).isEqualTo(200);
        }
        assertProblem(get("/docs/assets/no-such.js"), 404, "NOT_FOUND");
    }

    @Test
    void aDescriptionTellsWhatIsRoutedAndNothingElse() {
        SHORTENER.behave(exchange -> HostileUpstream.answer(exchange, 200, "application/json", DESCRIPTION));
        var response = get("/docs/specs/url-shortener");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("Shorten").contains("Follow")
                .doesNotContain("internal").doesNotContain("not routed").doesNotContain("another service")
                .doesNotContain("10.0.0.7");
    }

    @Test
    void aServiceThatDoesNotAnswerIsShownAsSuch() {
        SHORTENER.behave(exchange -> HostileUpstream.answer(exchange, 200, "application/json", DESCRIPTION));
        IDENTITY.kill();
        assertThat(get("/docs/services").body())
                .contains("{\"name\":\"identity-service\",\"available\":false")
                .contains("{\"name\":\"url-shortener\",\"available\":true");
        assertProblem(get("/docs/specs/identity-service"), 503, "SERVICE_UNAVAILABLE");
        assertProblem(get("/docs/specs/no-such-service"), 404, "NOT_FOUND");
    }
}
