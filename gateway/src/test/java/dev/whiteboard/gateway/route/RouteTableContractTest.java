package dev.whiteboard.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

/** The route table and docs/api.md say the same: each call, and whether it needs a token. */
class RouteTableContractTest {
    private static final Pattern CALL = Pattern.compile("(🔓 )?`(GET|POST|PUT|PATCH|DELETE) (/[^ `?]*)[^`]*`");

    @Test
    void everyRowIsDocumentedAndEveryDocumentedCallIsARow() throws IOException {
        assertThat(documented()).isEqualTo(routed());
    }

    private static Set<String> routed() {
        Set<String> calls = new TreeSet<>();
        for (EdgeRoute route : HouseRoutes.table().routes()) {
            for (String method : route.methods()) {
                if (!method.equals("HEAD")) {
                    calls.add(call(route.access() == Access.PUBLIC, method, route.path()));
                }
            }
        }
        return calls;
    }

    private static Set<String> documented() throws IOException {
        Path root = Path.of(System.getProperty("whiteboard.root", ".."));
        Set<String> calls = new TreeSet<>();
        for (String line : Files.readAllLines(root.resolve("docs/api.md"))) {
            Matcher call = CALL.matcher(firstCell(line));
            while (call.find()) {
                calls.add(call(call.group(1) != null, call.group(2), call.group(3)));
            }
        }
        return calls;
    }

    private static String firstCell(String line) {
        return line.startsWith("| ") ? line.substring(2, line.indexOf(" | ")) : "";
    }

    private static String call(boolean open, String method, String path) {
        return (open ? "open " : "") + method + " " + path;
    }
}
