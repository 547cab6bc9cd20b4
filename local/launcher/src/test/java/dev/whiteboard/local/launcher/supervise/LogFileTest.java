package dev.whiteboard.local.launcher.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

    @TempDir
    Path folder;

    @Test
    void a_log_past_its_limit_is_cut_and_three_old_ones_are_kept() throws IOException {
        Path path = folder.resolve("shop.log");
        for (int round = 1; round <= 5; round++) {
            Files.writeString(path, "round " + round + "\n" + "x".repeat(100));
            new LogFile(path, 50).rotate();
        }

        assertThat(path).isEmptyFile();
        assertThat(folder.resolve("shop.log.1")).content().startsWith("round 5");
        assertThat(folder.resolve("shop.log.3")).content().startsWith("round 3");
        assertThat(folder.resolve("shop.log.4")).doesNotExist();
    }

    @Test
    void who_writes_by_appending_goes_on_in_the_cut_log() throws IOException {
        Path path = folder.resolve("shop.log");
        try (var writer = Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            writer.write("x".repeat(100).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            new LogFile(path, 50).rotate();
            writer.write("later".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }

        assertThat(path).hasContent("later");
    }

    @Test
    void a_short_log_is_left_alone() throws IOException {
        Path path = Files.writeString(folder.resolve("shop.log"), "short");
        LogFile.rotateAll(folder, 50);

        assertThat(path).hasContent("short");
        assertThat(new LogFile(path, 50).last(3)).containsExactly("short");
        assertThat(new LogFile(folder.resolve("none.log"), 50).last(3)).isEmpty();
    }
}
