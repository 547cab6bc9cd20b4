package dev.whiteboard.local.launcher;

import dev.whiteboard.local.launcher.terminal.Amount;
import dev.whiteboard.local.launcher.topology.Plan;
import dev.whiteboard.local.launcher.topology.Topology;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The last lines of a start: where everything is, and what to try first. */
final class Welcome {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Welcome() {}

    static List<String> lines(Plan plan, Duration took) {
        if (plan.services().isEmpty()) {
            return List.of("",
                    "The servers are up after %s. './whiteboard env <service>' prints what a service needs to find them."
                            .formatted(Amount.of(took)));
        }
        String url = "http://localhost:" + plan.topology().service(Topology.GATEWAY).orElseThrow().port();
        var lines = new ArrayList<>(
                List.of("", "Whiteboard is up after %s: %s".formatted(Amount.of(took), url), ""));
        if (plan.services().stream().anyMatch(service -> service.name().equals("url-shortener"))) {
            String alias = "try-" + Integer.toString(RANDOM.nextInt(36 * 36 * 36, 36 * 36 * 36 * 36), 36);
            lines.addAll(List.of("Try:", //
                    "  curl -s -X POST %s/api/v1/shorten -H 'Content-Type: application/json' -d '{\"long_url\":\"https://example.com/some/long/path\",\"custom_alias\":\"%s\"}'"
                            .formatted(url, alias),
                    "  curl -si %s/%s".formatted(url, alias), //
                    "  curl -s %s/api/v1/stats/%s".formatted(url, alias), ""));
        }
        lines.add(
                "Ctrl-C or './whiteboard down' stops it; './whiteboard status' and './whiteboard logs' show how it does.");
        return lines;
    }
}
