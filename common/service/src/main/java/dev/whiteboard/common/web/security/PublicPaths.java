package dev.whiteboard.common.web.security;

import java.util.List;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** What needs no token, from lines such as {@code /media/**} or {@code POST /api/v1/shorten}; GET brings HEAD along. */
public final class PublicPaths implements RequestMatcher {
    /** The management port's health and metrics, which only the platform reaches, and the API's description. */
    private static final List<String> ALWAYS = List.of("/livez", "/readyz", "/actuator/**", "/v3/api-docs/**",
            "/v3/api-docs.yaml", "/error");

    private record Line(
            @Nullable String method,
            PathPattern pattern) {

        static Line parse(String line) {
            int space = line.indexOf(' ');
            PathPattern pattern = PathPatternParser.defaultInstance.parse(line.substring(space + 1).strip());
            return new Line(space < 0 ? null : line.substring(0, space), pattern);
        }

        private static boolean isHeadOf(String method, String asked) {
            return method.equals("GET") && asked.equals("HEAD");
        }

        boolean matches(String asked, PathContainer path) {
            return (method == null || method.equals(asked) || isHeadOf(method, asked)) && pattern.matches(path);
        }
    }

    private final List<Line> lines;

    public PublicPaths(List<String> lines) {
        this.lines = Stream.concat(ALWAYS.stream(), lines.stream()).map(Line::parse).toList();
    }

    /** Reads the path as Spring MVC does, so that no path means one thing here and another there. */
    @Override
    public boolean matches(HttpServletRequest request) {
        PathContainer path = ServletRequestPathUtils.hasParsedRequestPath(request)
                ? ServletRequestPathUtils.getParsedRequestPath(request).pathWithinApplication()
                : ServletRequestPathUtils.parse(request).pathWithinApplication();
        return contains(request.getMethod(), path);
    }

    public boolean contains(String method, String path) {
        return contains(method, PathContainer.parsePath(path));
    }

    private boolean contains(String method, PathContainer path) {
        return lines.stream().anyMatch(line -> line.matches(method, path));
    }
}
