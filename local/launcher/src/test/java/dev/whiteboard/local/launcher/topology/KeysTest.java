package dev.whiteboard.local.launcher.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whiteboard.local.launcher.terminal.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {

    @TempDir
    Path temporary;
    private Path folder;

    @BeforeEach
    void inAFolderThatDoesNotExistYet() {
        folder = temporary.resolve("keys");
    }

    @Test
    void a_secret_is_made_once_and_stays() {
        String first = new Keys(folder).get("signing-secret");

        assertThat(Base64.getDecoder().decode(first)).hasSize(32);
        assertThat(new Keys(folder).get("signing-secret")).isEqualTo(first);
        assertThat(new Keys(folder).get("another")).isNotEqualTo(first);
    }

    @Test
    void only_their_owner_can_read_them() throws IOException {
        new Keys(folder).get("signing-secret");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder))).isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("signing-secret"))))
                .isEqualTo("rw-------");
    }

    @Test
    void a_damaged_secret_is_refused_by_its_name() throws IOException {
        Files.createDirectory(folder);
        Files.writeString(folder.resolve("signing-secret"), "half");

        assertThatThrownBy(() -> new Keys(folder).get("signing-secret")).isInstanceOf(Trouble.class)
                .hasMessageContaining("signing-secret");
    }
}
