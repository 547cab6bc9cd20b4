package dev.whiteboard.local.launcher.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whiteboard.local.launcher.terminal.Trouble;
import dev.whiteboard.local.launcher.topology.Home;
import dev.whiteboard.local.launcher.topology.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppsTest {

    private static final Service SERVICE = new Service("shop", "shop", 8199, Optional.empty(), Optional.empty(),
            Set.of(), Set.of(), Optional.empty(), Set.of());

    @TempDir
    Path root;
    private Path source;
    private Path jar;
    private Apps apps;

    @BeforeEach
    void aBuildWithOneServiceAndAMavenThatCopiesAJar() throws IOException {
        source = root.resolve("shop/src/main/java/Shop.java");
        jar = root.resolve("shop/target/shop-1-app.jar");
        Files.createDirectories(source.getParent());
        Files.createDirectories(root.resolve(".whiteboard/logs"));
        Files.writeString(root.resolve("pom.xml"),
                "<project><artifactId>all</artifactId><modules><module>shop</module></modules></project>");
        Files.writeString(root.resolve("shop/pom.xml"), "<project><artifactId>shop</artifactId></project>");
        Files.writeString(source, "class Shop {}");
        maven("mkdir -p shop/target; cp made.jar shop/target/shop-1-app.jar");
        FakeServiceJar.write(root.resolve("made.jar"), "first");
    }

    @Test
    void what_was_never_built_is_built_and_unpacked() {
        assertThat(prepare()).containsExactly("building shop", "unpacking shop");
        assertThat(apps.current(SERVICE).jar()).exists();
    }

    @Test
    void what_did_not_change_is_left_alone_whatever_its_times_say() throws IOException {
        prepare();
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));

        assertThat(prepare()).isEmpty();
    }

    @Test
    void an_edit_is_built_into_a_folder_of_its_own() throws IOException {
        prepare();
        Path before = apps.current(SERVICE).jar();
        edit();
        FakeServiceJar.write(root.resolve("made.jar"), "second");

        assertThat(prepare()).containsExactly("building shop", "unpacking shop");
        assertThat(apps.current(SERVICE).jar()).isNotEqualTo(before);
        assertThat(before).as("what a running service has open").exists();
    }

    @Test
    void an_edit_that_makes_the_same_jar_keeps_folder_and_cache() throws IOException {
        prepare();
        App before = apps.current(SERVICE);
        edit();

        prepare();
        assertThat(apps.current(SERVICE)).isEqualTo(before);
    }

    @Test
    void what_somebody_else_built_after_the_last_edit_is_only_unpacked() throws IOException {
        FakeServiceJar.write(jar, "by hand");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(60)));

        assertThat(prepare()).containsExactly("unpacking shop");
    }

    @Test
    void a_build_that_fails_says_so_and_changes_nothing() throws IOException {
        prepare();
        App before = apps.current(SERVICE);
        edit();
        maven("echo '[ERROR] Shop.java:[1,1] no shop'; exit 1");

        assertThatThrownBy(this::prepare).isInstanceOf(Trouble.class).hasMessageContainingAll("no shop", "build.log");
        assertThat(apps.current(SERVICE)).isEqualTo(before);
    }

    @Test
    void a_missing_maven_and_an_old_one_are_named() throws IOException {
        apps = new Apps(new Home(root), new Maven(root, "", root.resolve("build.log")));
        assertThatThrownBy(this::prepare).isInstanceOf(Trouble.class).hasMessageContaining("Install Maven 3.8");

        assertThat(Maven.isTooOld("Apache Maven 3.6.3 (x)")).isTrue();
        assertThat(Maven.isTooOld("Apache Maven 3.8.7")).isFalse();
        assertThat(Maven.isTooOld("Apache Maven 3.11.0")).isFalse();
        assertThat(Maven.isTooOld("Apache Maven 4.0.0")).isFalse();
    }

    @Test
    void old_versions_are_forgotten_when_asked() throws IOException {
        prepare();
        Path before = apps.current(SERVICE).folder();
        edit();
        FakeServiceJar.write(root.resolve("made.jar"), "second");
        prepare();

        apps.forgetOld(List.of(SERVICE));
        assertThat(before).doesNotExist();
        assertThat(apps.current(SERVICE).jar()).exists();
    }

    private List<String> prepare() {
        var said = new ArrayList<String>();
        apps.prepare(List.of(SERVICE), said::add);
        return said;
    }

    private void edit() throws IOException {
        Files.writeString(source, "class Shop { int edited; }");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(120)));
    }

    private void maven(String script) throws IOException {
        Path command = root.resolve("mvn");
        Files.writeString(command, """
                #!/bin/sh
                [ "$1" = -v ] && echo 'Apache Maven 3.9.9' && exit
                %s
                """.formatted(script));
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwxr-xr-x"));
        apps = new Apps(new Home(root),
                new Maven(root, command.toString(), root.resolve(".whiteboard/logs/build.log")));
    }
}
