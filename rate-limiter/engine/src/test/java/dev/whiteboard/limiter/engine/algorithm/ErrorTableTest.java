package dev.whiteboard.limiter.engine.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

import org.junit.jupiter.api.Test;

import dev.whiteboard.limiter.engine.oracle.Admitted;
import dev.whiteboard.limiter.engine.oracle.Arrival;
import dev.whiteboard.limiter.engine.oracle.Bound;
import dev.whiteboard.limiter.engine.oracle.History;
import dev.whiteboard.limiter.engine.oracle.Model;

/**
 * Writes the error table of docs/rate-limiter.md, and fails when the document says anything else. The models stand in for
 * the scripts, with which they agree call by call ({@link RandomHistoriesTest}); the histories are always the same.
 *
 * <p>
 * {@code -Dwrite.docs=true} puts the table into the document.
 */
class ErrorTableTest {
    private static final List<String> ALGORITHMS = List.of("token_bucket", "leaking_bucket", "fixed_window",
            "sliding_window_log", "sliding_window_counter");
    private static final long SECOND = 1_000_000;
    private static final long BEGIN = 1_790_000_000 * SECOND;
    private static final String OPEN = "<!-- error table: written by ErrorTableTest -->\n";
    private static final String CLOSE = "<!-- end of the error table -->\n";

    @Test
    void theDocumentSaysWhatTheHistoriesShow() throws IOException {
        Path document = Path.of(System.getProperty("whiteboard.root", "../..")).resolve("docs/rate-limiter.md");
        String text = Files.readString(document);
        String table = table();
        int from = text.indexOf(OPEN) + OPEN.length();
        int to = text.indexOf(CLOSE);
        if (Boolean.getBoolean("write.docs")) {
            Files.writeString(document, text.substring(0, from) + table + text.substring(to));
        } else {
            assertThat(text.substring(from, to)).isEqualTo(table);
        }
    }

    private static String table() {
        StringBuilder table = new StringBuilder(
                """
                        | algorithm | most in any window, published | random histories, worst | an adversary, worst | 70 ms apart at 10/s: passes/s | a burst of 20 after a pause |
                        |---|---|---|---|---|---|
                        """);
        for (String name : ALGORITHMS) {
            table.append(
                    String.format(Locale.ROOT, "| `%s` | %s | %.2f × limit | %.2f × limit | %.2f | %d of 10 |\n", name,
                            published(name), random(name), adversary(name), spaced(name), burst(name)));
        }
        return table.toString();
    }

    private static String published(String name) {
        return switch (name) {
            case "token_bucket" -> "burst + limit";
            case "leaking_bucket" -> "burst + limit in, limit + 1 out";
            case "sliding_window_log" -> "limit";
            default -> "limit if aligned, else 2 × limit";
        };
    }

    /** With burst = limit, so that the columns compare. */
    private static Algorithm ten(String name) {
        return Algorithm.named(name, Quota.of(10, Duration.ofSeconds(1)), 10);
    }

    private static double random(String name) {
        double worst = 0;
        Random random = new Random(39);
        for (int round = 0; round < 300; round++) {
            History history = History.random(name, random, 300);
            Quota quota = history.algorithm().quota();
            Algorithm plain = Algorithm.named(name, quota, quota.requests());
            List<Arrival> arrivals = history.arrivals().stream().map(a -> new Arrival(a.at(), 1)).toList();
            long most = Bound.mostInAnyWindow(run(plain, arrivals), quota.window().toSeconds() * SECOND);
            worst = Math.max(worst, most / (double) quota.requests());
        }
        return worst;
    }

    /** Everything at the very end of one window, then as much as ever passes. */
    private static double adversary(String name) {
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            arrivals.add(new Arrival(BEGIN + SECOND - 10 + i, 1));
        }
        for (long at = BEGIN + SECOND; at < BEGIN + 2 * SECOND; at += 1_000) {
            arrivals.add(new Arrival(at, 1));
        }
        return Bound.mostInAnyWindow(run(ten(name), arrivals), SECOND) / 10.0;
    }

    private static double spaced(String name) {
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i * 70_000L < 1_000 * SECOND; i++) {
            arrivals.add(new Arrival(BEGIN + i * 70_000L, 1));
        }
        return run(ten(name), arrivals).size() / 1_000.0;
    }

    private static int burst(String name) {
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            arrivals.add(new Arrival(BEGIN + SECOND / 2 + i, 1));
        }
        return run(ten(name), arrivals).size();
    }

    private static List<Admitted> run(Algorithm algorithm, List<Arrival> arrivals) {
        Model model = Model.of(algorithm);
        List<Admitted> admitted = new ArrayList<>();
        for (Arrival arrival : arrivals) {
            if (model.admit(arrival.at(), arrival.cost())) {
                admitted.add(new Admitted(arrival.at(), arrival.cost(), 0));
            }
        }
        return admitted;
    }
}
