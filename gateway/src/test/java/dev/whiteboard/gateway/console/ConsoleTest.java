package dev.whiteboard.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import dev.whiteboard.gateway.RunningGateway;
import dev.whiteboard.testkit.Promise;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The console as a browser gets it: whole, from here alone, and under a policy that lets no text become code. */
class ConsoleTest extends RunningGateway {
    private static final Pattern REFERENCE = Pattern.compile("(?:href|src)=\"([^\"#]+)\"");
    private static final Pattern IMPORT = Pattern.compile("from \"([^\"]+)\"");
    private static final Pattern ELSEWHERE = Pattern.compile("(?:https?:)?//(?!www\\.w3\\.org/|example\\.com)[a-z]");
    private static final Pattern MARKUP = Pattern
            .compile("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|DOMParser|\\beval\\b|new Function");
    private static final int FIRST_PAGE = 300 * 1024;
    private static final Pattern LIBRARY = Pattern.compile("import\\(\"(/console/libraries/[^\"]+)\"\\)");
    private static final List<String> SYSTEMS = List.of("url-shortener", "rate-limiter", "chat", "social-feed",
            "file-storage", "video", "rides", "commerce");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @ParameterizedTest
    @ValueSource(strings = {"/", "/console/url-shortener", "/console/rate-limiter", "/console/chat",
        "/console/social-feed", "/console/file-storage", "/console/video", "/console/rides", "/console/commerce"})
    void aPageComesWithAllThatItNeedsAndIsSmall(String path) {
        HttpResponse<String> page = page(path);
        assertThat(page.body()).startsWith("<!doctype html>").contains("<html lang=\"en\">").contains("<h1>")
                .contains("name=\"viewport\"").contains("class=\"skip\"").doesNotContain("{title}", "{main}", "{page}");
        int bytes = bytes(page);
        Set<String> seen = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(references(page.body()));
        while (!open.isEmpty()) {
            String reference = open.removeFirst();
            if (!reference.startsWith("/console/assets/") || !seen.add(reference)) {
                continue;
            }
            HttpResponse<String> asset = get(reference);
            assertThat(asset.statusCode()).as(reference).isEqualTo(200);
            bytes += bytes(asset);
            IMPORT.matcher(asset.body()).results().map(found -> resolve(reference, found.group(1)))
                    .forEach(open::add);
        }
        assertThat(seen).hasSizeGreaterThan(8);
        assertThat(bytes).isLessThan(FIRST_PAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/console/url-shortener", "/console/chat"})
    void nothingInlineRunsAndNoTextBecomesMarkup(String path) {
        HttpResponse<String> page = page(path);
        assertThat(page.headers().firstValue("Content-Security-Policy")).hasValueSatisfying(policy -> assertThat(policy)
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self'",
                        "connect-src 'self' http://127.0.0.1:19000;", "require-trusted-types-for 'script'")
                .doesNotContain("unsafe", "*", "; http"));
        assertThat(page.body()).doesNotContain("<style", "style=\"", "onclick=", "javascript:")
                .doesNotContainPattern("<script(?![^>]*src=)");
    }

    @Test
    @Promise("console.nothing-from-elsewhere")
    void noFileAsksAnythingOfElsewhereOrParsesMarkup() {
        ConsoleFiles files = new ConsoleFiles();
        for (String folder : List.of("assets", "pages", "boards")) {
            for (String name : files.in(folder)) {
                for (String ending : List.of(".js", ".css", ".html", ".json", ".svg")) {
                    ConsoleFile file = files.find(folder + "/" + name + ending);
                    if (file != null) {
                        assertThat(file.text().replaceAll("(?m)^\\s*//.*$", "")).as(name + ending)
                                .doesNotContainPattern(ELSEWHERE).doesNotContainPattern(MARKUP);
                    }
                }
            }
        }
    }

    @Test
    void thePlayerComesOutOfItsJarAndIsKeptForGood() {
        List<String> libraries = LIBRARY.matcher(get("/console/assets/video/player.js").body()).results()
                .map(found -> found.group(1)).toList();
        assertThat(libraries).hasSize(1);
        HttpResponse<String> library = get(libraries.getFirst());
        assertThat(library.statusCode()).as(libraries.getFirst()).isEqualTo(200);
        assertThat(library.headers().firstValue("Cache-Control")).hasValueSatisfying(
                cache -> assertThat(cache).contains("immutable", "public"));
        assertThat(library.body()).contains("MediaSource");
        assertProblem(get("/console/libraries/hls.js/0.0.1/hls.min.js"), 404, "NOT_FOUND");
    }

    @Test
    void theMapOfTheCityIsTheOneThatRideCityDrew() {
        HttpResponse<String> map = get("/console/assets/rides/rides-city.svg");
        assertThat(map.statusCode()).isEqualTo(200);
        assertThat(map.headers().firstValue("Content-Type")).hasValueSatisfying(
                type -> assertThat(type).startsWith("image/svg+xml"));
        assertThat(map.body()).startsWith("<svg").contains("<polyline");
    }

    @Test
    void everyLinkOfThePagesLeadsSomewhere() {
        for (String system : SYSTEMS) {
            for (String reference : references(page("/console/" + system).body())) {
                assertThat(get(reference, "Accept", "text/html").statusCode()).as(reference).isEqualTo(200);
            }
        }
    }

    @Test
    void aFileThatIsStillTheOneIsNotSentAgain() {
        for (String path : List.of("/console/chat", "/console/assets/console.css", "/console/boards/chat")) {
            HttpResponse<String> first = get(path);
            String tag = first.headers().firstValue("ETag").orElseThrow();
            assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-cache");
            HttpResponse<String> again = get(path, "If-None-Match", tag);
            assertThat(again.statusCode()).as(path).isEqualTo(304);
            assertThat(again.body()).isEmpty();
        }
    }

    @Test
    void theFrontPageSpeaksToBrowsersAndToTerminals() {
        HttpResponse<String> browsers = page("/");
        HttpResponse<String> terminals = get("/");
        assertThat(terminals.body()).contains("curl -s").doesNotContain("{public_url}");
        assertThat(browsers.headers().firstValue("Vary")).hasValue("Accept");
        assertThat(browsers.headers().firstValue("ETag")).isNotEqualTo(terminals.headers().firstValue("ETag"));
    }

    @Test
    void whatIsNotThereIsAProblem() {
        for (String path : List.of("/console/no-such", "/console/assets/no-such.js", "/console/assets/../shell.html",
                "/console/boards/no-such", "/console/read/no-such", "/console/live/no-such", "/console/shell.html")) {
            if (path.contains("..")) {
                assertProblem(get(path.replace("..", "%2e%2e")), 400, "MALFORMED_REQUEST");
            } else {
                assertProblem(get(path), 404, "NOT_FOUND");
            }
        }
    }

    @Test
    void aBoardsArrowsJoinItsBoxesAndEverySystemHasADocument() {
        for (String system : SYSTEMS) {
            JsonNode board = JSON.readTree(get("/console/boards/" + system).body());
            Set<String> boxes = new TreeSet<>();
            Set<String> places = new TreeSet<>();
            board.path("boxes").forEach(box -> {
                assertThat(boxes.add(box.path("id").asString())).as("%s twice", box).isTrue();
                assertThat(places.add(box.path("column") + "," + box.path("row"))).as("%s covers", box).isTrue();
                assertThat(box.path("label").asString("")).isNotBlank();
                assertThat(box.path("about").asString("")).isNotBlank();
            });
            board.path("arrows").forEach(arrow -> assertThat(boxes).contains(arrow.path("from").asString(),
                    arrow.path("to").asString()));
            assertThat(get("/console/read/" + system).body()).as(system).startsWith("# ");
        }
    }

    private HttpResponse<String> page(String path) {
        HttpResponse<String> page = get(path, "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        assertThat(page.statusCode()).as(path).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        return page;
    }

    private static List<String> references(String html) {
        return REFERENCE.matcher(html).results().map(found -> found.group(1)).toList();
    }

    private static String resolve(String from, String to) {
        return URI.create(from).resolve(to).toString();
    }

    private static int bytes(HttpResponse<String> response) {
        return response.body().getBytes(StandardCharsets.UTF_8).length;
    }
}
