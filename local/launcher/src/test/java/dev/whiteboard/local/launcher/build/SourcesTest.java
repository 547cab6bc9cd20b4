package dev.whiteboard.local.launcher.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {

    @TempDir
    Path root;
    private Path module;
    private Path source;

    @BeforeEach
    void oneModuleWithOneSource() throws IOException {
        module = root.resolve("service");
        source = module.resolve("src/main/java/Service.java");
        Files.createDirectories(source.getParent());
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        Files.writeString(module.resolve("pom.xml"), "<project/>");
        Files.writeString(source, "class Service {}");
    }

    @Test
    void an_edit_changes_the_fingerprint() throws IOException {
        String before = fingerprint();
        Files.writeString(source, "class Service { int edited; }");

        assertThat(fingerprint()).isNotEqualTo(before);
    }

    @Test
    void a_new_time_alone_does_not() throws IOException {
        String before = fingerprint();
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));

        assertThat(fingerprint()).isEqualTo(before);
    }

    @Test
    void a_removed_and_a_renamed_file_change_it() throws IOException {
        String before = fingerprint();
        Files.move(source, source.resolveSibling("Renamed.java"));
        String renamed = fingerprint();
        Files.delete(source.resolveSibling("Renamed.java"));

        assertThat(renamed).isNotEqualTo(before);
        assertThat(fingerprint()).isNotIn(before, renamed);
    }

    @Test
    void tests_and_what_is_built_do_not_count() throws IOException {
        String before = fingerprint();
        Files.createDirectories(module.resolve("src/test/java"));
        Files.writeString(module.resolve("src/test/java/ServiceTest.java"), "class ServiceTest {}");
        Files.createDirectories(module.resolve("target/classes"));

        assertThat(fingerprint()).isEqualTo(before);
    }

    @Test
    void the_newest_time_is_that_of_the_last_change_even_if_that_removed_a_file() throws IOException {
        Instant future = Instant.parse("2100-01-01T00:00:00Z");
        Files.setLastModifiedTime(source.getParent(), FileTime.from(future));

        assertThat(Sources.of(root, Set.of(module)).newest()).isEqualTo(FileTime.from(future));
    }

    private String fingerprint() {
        return Sources.of(root, Set.of(module)).fingerprint();
    }
}
