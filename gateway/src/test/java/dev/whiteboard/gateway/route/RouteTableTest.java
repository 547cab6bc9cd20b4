package dev.whiteboard.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {
    private final RouteTable table = HouseRoutes.table();

    @ParameterizedTest
    @CsvSource({"GET, /api/v1/users/me, identity-service", "GET, /api/v1/users/usr_1, identity-service",
        "HEAD, /abcd, short-links", "GET, /aB-_9+, short-links", "GET, /users, short-links",
        "GET, /api/v1/links/abcd, url-shortener", "GET, /docs/specs/x, gateway", "GET, /, gateway",
        "GET, /media/media_1, storage-service", "DELETE, /api/v1/conversations/c/messages/m, chat-service"})
    void theFirstRowThatFitsWins(String method, String path, String upstream) {
        assertThat(table.match(method, path)).isInstanceOfSatisfying(RouteMatch.Found.class,
                found -> assertThat(found.route().upstream()).isEqualTo(upstream));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/abc", "/abcd/", "/a.b.c.d", "/abcd++", "/+", "/admin", "/docs+", "/actuator", "/assets",
        "/console", "/media", "/webhooks", "/internal", "/123456789012345678901234567890123", "/api/v1/links/",
        "/api/v1/links/a/b", "/api//v1"})
    void whatFitsNoRowIsMissing(String path) {
        assertThat(table.match("GET", path)).isEqualTo(new RouteMatch.Missing());
    }

    @Test
    void aPathWithoutThatMethodNamesTheOthers() {
        assertThat(table.match("PUT", "/api/v1/links/abcd")).isInstanceOfSatisfying(RouteMatch.WrongMethod.class,
                wrong -> assertThat(wrong.allowed()).containsExactly("DELETE", "GET", "HEAD", "PATCH"));
    }

    @Test
    void shortLinksAreMatchedLast() {
        var routes = table.routes();
        assertThat(routes.subList(routes.size() - 2, routes.size()))
                .allMatch(route -> route.upstream().equals(HouseRoutes.SHORT_LINKS));
    }

    @ParameterizedTest
    @CsvSource({"GET, /api/v1/users/me, true", "POST, /api/v1/shorten, true", "GET, /admin/platform, true",
        "GET, /admin/rate-rules/r1, true", "GET, /abcd, false", "GET, /abcd+, false", "GET, /, false",
        "GET, /docs, false", "GET, /docs/specs/x, false", "GET, /actuator/health, false",
        "GET, /.well-known/jwks.json, false", "GET, /ws/chat, true", "GET, /ws/sync, true",
        "GET, /media/media_1, false", "PUT, /api/v1/files/content, true",
        "GET, /api/v1/conversations/c/messages, true", "POST, /webhooks/psp, false"})
    void theApiIsLimitedAndPagesAndLinksAreNot(String method, String path, boolean limited) {
        assertThat(table.match(method, path)).isInstanceOfSatisfying(RouteMatch.Found.class,
                found -> assertThat(found.route().limited()).isEqualTo(limited));
    }
}
