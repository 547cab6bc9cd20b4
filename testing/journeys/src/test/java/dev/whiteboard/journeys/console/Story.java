package dev.whiteboard.journeys.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.local.servers.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Folders of the Postman collection, one after the other, by newman, as a reader would run them. */
@NeedsNewman
abstract class Story {
    private static final long PATIENCE_MINUTES = 5;

    private final Stage stage;
    private final List<String> folders;

    /** @param folders beside Identity's, which all others need */
    Story(Stage stage, String... folders) {
        this.stage = stage;
        this.folders = List.of(folders);
    }

    @Test
    void everyRequestOfTheCollectionIsAnsweredAsItSays() throws IOException, InterruptedException {
        Path printed = Place.temporary().home().resolve("newman.log");
        List<String> command = new ArrayList<>(List.of(NeedsNewman.Condition.newman().orElseThrow().toString(), "run",
                "postman/whiteboard.postman_collection.json", "--environment",
                "postman/local.postman_environment.json", "--env-var", "gateway=" + stage.gateway(), "--color", "off",
                "--folder", "Identity"));
        folders.forEach(folder -> command.addAll(List.of("--folder", folder)));
        Process newman = new ProcessBuilder(command).directory(Path.of(System.getProperty("whiteboard.root")).toFile())
                .redirectErrorStream(true).redirectOutput(printed.toFile()).start();
        try {
            assertThat(newman.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).as("newman ended").isTrue();
            assertThat(newman.exitValue()).as(Files.readString(printed)).isZero();
        } finally {
            newman.destroyForcibly();
        }
    }
}
