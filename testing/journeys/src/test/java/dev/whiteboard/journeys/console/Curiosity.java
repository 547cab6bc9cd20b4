package dev.whiteboard.journeys.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.journeys.fuzz.Fuzz;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Requests made up from what services say they can be asked. */
abstract class Curiosity {
    private static final int ROUNDS = 300;

    private final Stage stage;
    private final List<String> services;

    Curiosity(Stage stage, String... services) {
        this.stage = stage;
        this.services = List.of(services);
    }

    @Test
    void whateverAServiceIsAskedItAnswersAsItSaysAndByNoServerError() {
        List<String> tokens = Stream.of("alice", "bob", "admin").map(name -> Fuzz.login(stage.gateway(), name))
                .toList();
        for (String service : services) {
            Fuzz fuzz = new Fuzz(stage.url(service), tokens, Seed.random("fuzz " + service));
            assertThat(fuzz.run(Scale.rounds(ROUNDS))).as("%s answered %s", service, fuzz.statuses()).isEmpty();
        }
    }
}
