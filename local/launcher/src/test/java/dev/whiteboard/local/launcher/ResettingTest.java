package dev.whiteboard.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whiteboard.local.launcher.supervise.Lock;
import dev.whiteboard.local.launcher.terminal.Trouble;
import dev.whiteboard.local.launcher.topology.Home;
import dev.whiteboard.local.launcher.topology.Keys;
import dev.whiteboard.local.launcher.topology.Topology;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResettingTest {

    @TempDir
    Path root;
    private Home home;
    private Resetting resetting;

    @BeforeEach
    void aPlatformThatHasRun() throws IOException {
        home = new Home(root);
        resetting = new Resetting(new Setup(home, Topology.whiteboard(), "", true, 80));
        Files.createDirectories(home.data().resolve("postgres/base"));
        Files.writeString(home.data().resolve("postgres/base/1"), "rows");
        Files.createDirectories(home.apps().resolve("gateway"));
        new Keys(home.keys()).get("signing-secret.gateway");
    }

    @Test
    void yes_deletes_the_data_and_keeps_keys_and_built_services() throws IOException {
        assertThat(resetting.run(false, answer("y\n"))).isZero();

        assertThat(home.data()).doesNotExist();
        assertThat(home.keys()).isNotEmptyDirectory();
        assertThat(home.apps().resolve("gateway")).exists();
    }

    @Test
    void anything_else_deletes_nothing() throws IOException {
        assertThat(resetting.run(false, answer("\n"))).isEqualTo(1);
        assertThat(resetting.run(false, answer(""))).isEqualTo(1);

        assertThat(home.data().resolve("postgres/base/1")).exists();
    }

    @Test
    void with_the_option_nobody_is_asked() throws IOException {
        assertThat(resetting.run(true, answer(""))).isZero();
        assertThat(home.data()).doesNotExist();
    }

    @Test
    void nothing_is_deleted_under_a_platform_that_runs() throws IOException {
        try (Lock _ = Lock.take(home.run()).orElseThrow()) {
            assertThatThrownBy(() -> resetting.run(true, answer(""))).isInstanceOf(Trouble.class)
                    .hasMessageContaining("./whiteboard down");
        }
        assertThat(home.data().resolve("postgres/base/1")).exists();
    }

    private static InputStream answer(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
