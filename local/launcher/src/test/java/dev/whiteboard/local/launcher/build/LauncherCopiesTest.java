package dev.whiteboard.local.launcher.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherCopiesTest {

    @TempDir
    Path copies;

    @Test
    void all_but_the_newest_are_deleted() throws IOException {
        Path old = Files.createDirectories(copies.resolve("1/lib")).getParent();
        Path newest = Files.createDirectories(copies.resolve("2/lib")).getParent();
        Files.createSymbolicLink(copies.resolve("current"), Path.of("2"));

        LauncherCopies.forgetOld(copies.toRealPath());
        assertThat(old).doesNotExist();
        assertThat(newest).exists();
        assertThat(copies.resolve("current")).exists();
    }
}
