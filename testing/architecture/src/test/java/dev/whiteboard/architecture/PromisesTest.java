package dev.whiteboard.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds {@code docs/promises.md} to what the tests of this very build did; runs last, in the last module. */
class PromisesTest {
    /** A row: {@code | `id` | the promise | the tests | the naive variant | the full run |}. */
    private static final Pattern ROW = Pattern.compile("^\\| `([a-z0-9.-]+)` \\|([^|]*)\\|([^|]*)\\|([^|]*)\\|");
    private static final Pattern TEST = Pattern.compile("`(\\w+\\.\\w+)`");

    /** A promise as the page states it. */
    private record Row(String id, List<String> tests, List<String> naive) {}

    @BeforeAll
    static void onlyAWholeBuildHasRunThemAll() {
        assumeTrue(System.getProperty("test") == null, "a build of chosen tests keeps no promise");
    }

    @Test
    void everyPromiseOnThePageWasKeptByTheTestsItNames() {
        Map<String, JsonNode> records = records();
        List<String> broken = new ArrayList<>();
        for (Row row : page()) {
            if (row.tests().isEmpty()) {
                broken.add(row.id() + " names no test");
            }
            row.tests().forEach(test -> judge(row.id(), test, false, records, broken));
            row.naive().forEach(test -> judge(row.id(), test, true, records, broken));
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void everyTestThatKeepsAPromiseIsOnThePage() {
        var written = new TreeSet<String>();
        for (Row row : page()) {
            row.tests().forEach(test -> written.add(row.id() + " " + test));
            row.naive().forEach(test -> written.add(row.id() + " " + test));
        }
        assertThat(written).isNotEmpty();
        assertThat(records().keySet()).isSubsetOf(written);
    }

    private static void judge(String id, String test, boolean naive, Map<String, JsonNode> records,
            List<String> broken) {
        JsonNode record = records.get(id + " " + test);
        if (record == null) {
            broken.add(id + ": " + test + " did not run");
        } else if (!record.path("result").asString().equals("passed") || record.path("rounds").asLong() < 1) {
            broken.add(id + ": " + test + " " + record);
        } else if (record.path("naive").asBoolean() != naive) {
            broken.add(id + ": " + test + (naive ? " shows no naive variant" : " is the naive variant"));
        }
    }

    private static List<Row> page() {
        return Sources.text(Sources.root().resolve("docs/promises.md")).lines().map(ROW::matcher)
                .filter(java.util.regex.Matcher::find)
                .map(row -> new Row(row.group(1), names(row.group(3)), names(row.group(4)))).toList();
    }

    private static List<String> names(String cell) {
        return TEST.matcher(cell).results().map(found -> found.group(1)).toList();
    }

    /** By promise and simple test name. */
    private static Map<String, JsonNode> records() {
        var records = new TreeMap<String, JsonNode>();
        for (var file : Sources.built("promises")) {
            JsonNode record = JsonMapper.shared().readTree(Sources.text(file));
            String[] test = record.path("test").asString().split("\\.");
            records.put(record.path("promise").asString() + " " + test[test.length - 2] + "." + test[test.length - 1],
                    record);
        }
        return records;
    }
}
