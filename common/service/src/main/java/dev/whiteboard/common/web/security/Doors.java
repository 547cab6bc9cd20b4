package dev.whiteboard.common.web.security;

import java.util.List;
import java.util.stream.Stream;

import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** The paths that need no token, from lines such as {@code /{key}} or {@code POST /api/v1/shorten}. */
final class Doors {
    /** The management port's health and metrics, which only the platform reaches, and the API's description. */
    private static final List<String> ALWAYS = List.of("/livez", "/readyz", "/actuator/**", "/v3/api-docs/**",
            "/v3/api-docs.yaml", "/error");

    private final List<String> lines;

    Doors(List<String> publicPaths) {
        this.lines = Stream.concat(ALWAYS.stream(), publicPaths.stream()).toList();
    }

    RequestMatcher[] open() {
        return lines.stream().map(Doors::matcher).toArray(RequestMatcher[]::new);
    }

    private static RequestMatcher matcher(String line) {
        int space = line.indexOf(' ');
        PathPatternRequestMatcher.Builder paths = PathPatternRequestMatcher.withDefaults();
        return space < 0
                ? paths.matcher(line)
                : paths.matcher(HttpMethod.valueOf(line.substring(0, space)), line.substring(space + 1).strip());
    }
}
