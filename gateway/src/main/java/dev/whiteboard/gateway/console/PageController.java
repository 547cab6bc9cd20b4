package dev.whiteboard.gateway.console;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.gateway.edge.EdgeProperties;
import dev.whiteboard.gateway.edge.SecurityHeaders;

/**
 * The console's pages, each at an address of its own, and the files they need. At {@code /} there is the home page for
 * browsers and a few commands to try for everybody else.
 */
@RestController
@EnableConfigurationProperties(ConsoleProperties.class)
class PageController {
    private static final Pattern HEADING = Pattern.compile("<h1>(.*?)</h1>");
    private static final Pattern LEAD = Pattern.compile("<p class=\"lead\">(.*?)</p>");

    private final ConsoleFiles files;
    private final Libraries libraries;
    private final HttpHeaders policy = new HttpHeaders();
    private final Map<String, ConsoleFile> pages = new TreeMap<>();
    private final ConsoleFile terminal;

    PageController(ConsoleFiles files, Libraries libraries, EdgeProperties edge, ConsoleProperties console) {
        this.files = files;
        this.libraries = libraries;
        policy.set(SecurityHeaders.CSP, SecurityHeaders.console(console.origins()));
        String shell = files.text("shell.html").replace("{public_url}", edge.publicUrl());
        for (String name : files.in("pages")) {
            pages.put(name, page(shell, name, files.text("pages/" + name + ".html")));
        }
        terminal = ConsoleFile.of("terminal.txt",
                files.text("terminal.txt").replace("{public_url}", edge.publicUrl()));
    }

    @GetMapping("/")
    ResponseEntity<String> front(@RequestHeader(value = HttpHeaders.ACCEPT, defaultValue = "") String accept) {
        boolean browser = accept.contains(MediaType.TEXT_HTML_VALUE);
        HttpHeaders headers = new HttpHeaders();
        headers.addAll(policy);
        headers.set(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        return (browser ? known(pages.get("home")) : terminal).answer(headers);
    }

    @GetMapping("/console/{name}")
    ResponseEntity<String> page(@PathVariable String name) {
        return known(pages.get(name)).answer(policy);
    }

    @GetMapping("/console/assets/{*path}")
    ResponseEntity<String> asset(@PathVariable String path) {
        return known(files.find("assets" + path)).answer();
    }

    @GetMapping("/console/libraries/{name}/{version}/{file}")
    ResponseEntity<String> library(@PathVariable String name, @PathVariable String version,
            @PathVariable String file) {
        return known(libraries.find(name + '/' + version + '/' + file)).lasting();
    }

    @GetMapping("/console/boards/{system}")
    ResponseEntity<String> board(@PathVariable String system) {
        return known(files.find("boards/" + system + ".json")).answer();
    }

    @GetMapping("/console/read/{system}")
    ResponseEntity<String> document(@PathVariable String system) {
        return known(files.find("read/" + system + ".md")).answer();
    }

    private static ConsoleFile page(String shell, String name, String content) {
        String title = first(HEADING, content);
        return ConsoleFile.of(name + ".html", shell.replace("{page}", name)
                .replace("{title}", name.equals("home") ? "Whiteboard" : title + " · Whiteboard")
                .replace("{description}", first(LEAD, content))
                .replace("{main}", content.stripTrailing()));
    }

    private static String first(Pattern pattern, String content) {
        Matcher found = pattern.matcher(content);
        if (!found.find()) {
            throw new IllegalStateException("a page of the console lacks " + pattern);
        }
        return found.group(1);
    }

    private static ConsoleFile known(@Nullable ConsoleFile file) {
        if (file == null) {
            throw Problem.of(ErrorCode.NOT_FOUND, "There is nothing at this path.").asException();
        }
        return file;
    }
}
