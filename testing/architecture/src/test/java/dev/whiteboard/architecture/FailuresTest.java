package dev.whiteboard.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.local.launcher.topology.ServerKind;
import dev.whiteboard.local.launcher.topology.Service;
import dev.whiteboard.local.launcher.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of failures has a row for whatever can fail, and each row names something that shows it. */
class FailuresTest {
    private static final Pattern ROW = Pattern.compile("^\\| ([a-z0-9-]+) \\| ([a-z-]+) \\|.*\\|([^|]+)\\|$",
            Pattern.MULTILINE);
    private static final Pattern SHOWN = Pattern.compile("`([^`]+)`");
    private static final Pattern TEST = Pattern.compile("([a-z-]+)/(\\w+Test)\\.(\\w+)");
    private static final Pattern DRILL = Pattern.compile("\\./whiteboard drill ([a-z-]+)");

    private record Row(String away, String service, String shown) {}

    private static List<Row> rows() {
        Matcher row = ROW.matcher(Sources.text(Sources.root().resolve("docs/failures.md")));
        return row.results().map(found -> new Row(found.group(1), found.group(2), found.group(3)))
                .filter(found -> !found.away().startsWith("--")).toList();
    }

    @Test
    void whatAServiceNeedsHasARow() {
        List<String> rows = rows().stream().map(row -> row.away() + " | " + row.service()).toList();
        assertThat(rows).doesNotHaveDuplicates();
        List<String> needed = new ArrayList<>();
        for (Service service : Topology.whiteboard().services()) {
            if (service.isShipped()) {
                service.servers().stream().map(ServerKind::label)
                        .forEach(server -> needed.add(server + " | " + service.name()));
                service.calls().stream().filter(callee -> !callee.equals(service.name()))
                        .forEach(callee -> needed.add(callee + " | " + service.name()));
            }
        }
        assertThat(rows).containsAll(needed);
    }

    @Test
    void whatARowNamesExists() {
        var missing = new TreeSet<String>();
        for (Row row : rows()) {
            List<String> named = SHOWN.matcher(row.shown()).results().map(found -> found.group(1)).toList();
            assertThat(named).as("%s", row).isNotEmpty();
            named.stream().filter(name -> !exists(name)).forEach(missing::add);
        }
        assertThat(missing).isEmpty();
    }

    private static boolean exists(String name) {
        Matcher test = TEST.matcher(name);
        if (test.matches()) {
            return Sources.files(path -> path.startsWith(test.group(1) + "/")
                    && path.endsWith("/" + test.group(2) + ".java")).stream()
                    .anyMatch(file -> Sources.text(file).contains("void " + test.group(3) + "("));
        }
        Matcher drill = DRILL.matcher(name);
        return drill.matches() && Sources.files(path -> path.startsWith("testing/drills/src/main/")
                && path.endsWith("Drill.java")).stream()
                .anyMatch(file -> Sources.text(file).contains("\"" + drill.group(1) + "\""));
    }
}
