package dev.whiteboard.drills;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What came of one drill. */
record Report(String drill, boolean passed, String text) {

    /** A page of them all. */
    static void write(Path page, Options options, List<Report> reports) {
        var text = new StringBuilder(
                """
                        # Drills

                        What `./whiteboard drill all --calm %d --rate %d --seed %d` saw, with the whole platform up on one machine: \
                        each system under load while what it depends on is stopped, frozen or killed, and then held to what its \
                        clients were told. Each drill fails when somebody sabotages the system behind its back (`--sabotage`).

                        | system | outcome |
                        |---|---|
                        """
                        .formatted(options.calm().toSeconds(), options.rate(), options.seed()));
        reports.forEach(report -> text.append("| [%1$s](#%1$s) | %2$s |%n".formatted(report.drill,
                report.passed ? "passed" : "FAILED")));
        reports.forEach(report -> text.append("%n## %s%n%n```text%n%s%n```%n".formatted(report.drill,
                report.text.strip())));
        try {
            Files.writeString(page, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
