package dev.whiteboard.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code ./whiteboard} on machines of all kinds: JDKs and Mavens here are scripts that say who they are. */
class ScriptTest {

    private static final Path SCRIPT = Path.of(System.getProperty("whiteboard.root", "../..")).resolve("whiteboard");

    private record Answer(int exitCode, String text) {}

    @TempDir
    Path machine;
    private Path checkout;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void aCheckoutAndAMachineWithoutJavaAndMaven() throws IOException {
        checkout = Files.createDirectories(machine.resolve("my checkout"));
        Files.createDirectories(checkout.resolve("local/launcher/src"));
        Files.writeString(checkout.resolve("pom.xml"), "<project/>");
        Files.copy(SCRIPT, checkout.resolve("whiteboard"));
        Files.createDirectories(machine.resolve("bin"));
        for (String tool : List.of("cat", "sed", "tr", "find", "dirname", "basename", "readlink", "mkdir",
                "touch", "date", "cp", "ln", "rm", "mv", "grep", "tail", "id", "tput", "env")) {
            Path real = Stream.of("/bin", "/usr/bin").map(folder -> Path.of(folder, tool)).filter(Files::exists)
                    .findFirst().orElseThrow();
            script(machine.resolve("bin").resolve(tool), "exec %s \"$@\"\n".formatted(real));
        }
        environment.put("PATH", machine.resolve("bin").toString());
        environment.put("HOME", machine.toString());
        environment.put("WHITEBOARD_JDKS", machine.resolve("jdks").toString());
        maven("3.9.9");
    }

    @Test
    void java_home_is_taken_when_it_is_new_enough() throws Exception {
        environment.put("JAVA_HOME", jdk("mine", "25.0.1").toString());

        assertThat(run("status").text()).contains("mine runs dev.whiteboard.local.launcher.Main status");
    }

    @Test
    void an_old_java_home_and_an_old_java_on_the_path_do_not_matter_when_a_new_jdk_is_installed() throws Exception {
        environment.put("JAVA_HOME", jdk("old", "17.0.15").toString());
        Files.createSymbolicLink(machine.resolve("bin/java"), jdk("older", "11.0.2").resolve("bin/java"));
        jdk("jdks/temurin-26", "26");
        jdk("jdks/temurin-25", "25.0.3");
        jdk("jdks/temurin-21", "21");

        assertThat(run("status").text()).contains("jdks/temurin-25 runs");
    }

    @Test
    void the_java_on_the_path_is_found_behind_its_links() throws Exception {
        Path alternatives = Files.createSymbolicLink(machine.resolve("alternative"),
                jdk("usual", "25").resolve("bin/java"));
        Files.createSymbolicLink(machine.resolve("bin/java"), alternatives);

        assertThat(run("status").text()).contains("usual runs");
    }

    @Test
    void a_toolchain_counts() throws Exception {
        Files.createDirectories(machine.resolve(".m2"));
        Files.writeString(machine.resolve(".m2/toolchains.xml"),
                "<toolchain>\n <jdkHome> %s </jdkHome>\n</toolchain>".formatted(jdk("tool chain", "25")));

        assertThat(run("status").text()).contains("tool chain runs");
    }

    @Test
    void a_missing_jdk_is_one_line_that_says_what_to_do() throws Exception {
        environment.put("JAVA_HOME", jdk("old", "17.0.15").toString());

        Answer answer = run("up");
        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.text().strip()).hasLineCount(1).contains("no JDK 25", "is 17", "JAVA_HOME");
    }

    @Test
    void a_runtime_without_a_compiler_is_no_jdk() throws Exception {
        Files.delete(jdk("jdks/runtime", "25").resolve("bin/javac"));

        assertThat(run("up").text()).contains("no JDK 25");
    }

    @Test
    void a_missing_maven_and_an_old_one_are_one_line_each() throws Exception {
        jdk("jdks/temurin-25", "25");
        maven("3.6.3");
        assertThat(run("up").text()).contains("Maven 3.6 is too old");

        Files.delete(machine.resolve("bin/mvn"));
        Answer answer = run("up");
        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.text().strip()).hasLineCount(1).contains("no Maven", "WHITEBOARD_MAVEN");
    }

    @Test
    void the_launcher_is_built_once_and_again_after_an_edit() throws Exception {
        jdk("jdks/temurin-25", "25");
        assertThat(run("status").text()).contains("building the launcher");
        assertThat(run("status").text()).doesNotContain("building the launcher");

        Path edited = Files.writeString(checkout.resolve("local/launcher/src/Main.java"), "edited");
        Files.setLastModifiedTime(edited, FileTime.from(Instant.now().plusSeconds(5)));
        assertThat(run("status").text()).contains("building the launcher");
    }

    @Test
    void a_launcher_that_does_not_build_shows_why() throws Exception {
        jdk("jdks/temurin-25", "25");
        script(machine.resolve("bin/mvn"),
                "[ \"$1\" = -v ] && echo Apache Maven 3.9 && exit; echo '[ERROR] no'; exit 1");

        Answer answer = run("status");
        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.text()).contains("[ERROR] no", "build.log");
    }

    @Test
    void it_works_from_any_folder_through_a_link_and_passes_words_and_exit_code_on() throws Exception {
        jdk("jdks/temurin-25", "25");
        Path link = Files.createSymbolicLink(machine.resolve("bin/wb"), checkout.resolve("whiteboard"));

        Answer answer = run(link, "logs", "two words", "exit=7");
        assertThat(answer.text()).contains("Main logs|two words|exit=7");
        assertThat(answer.exitCode()).isEqualTo(7);
    }

    @Test
    void maven_is_told_about_the_jdk_and_runs_on_it_only_when_the_usual_one_is_too_old() throws Exception {
        Path found = jdk("jdks/temurin-25", "25");
        script(machine.resolve("bin/mvn"), MAVEN.formatted("3.9.9") + "env > \"$HOME/seen\"\n");
        environment.put("JAVA_HOME", jdk("usual", "17").toString());
        run("status");
        assertThat(machine.resolve("seen")).content().contains("JAVA_HOME=" + machine.resolve("usual"))
                .contains("JAVA25_HOME=" + found);

        environment.put("JAVA_HOME", jdk("ancient", "11").toString());
        Files.setLastModifiedTime(checkout.resolve("pom.xml"), FileTime.from(Instant.now().plusSeconds(5)));
        run("status");
        assertThat(machine.resolve("seen")).content().contains("JAVA_HOME=" + found);
    }

    private static final String MAVEN = """
            [ "$1" = -v ] && echo "Apache Maven %s" && exit
            mkdir -p local/launcher/target/lib && touch local/launcher/target/launcher-1.jar
            """;

    private void maven(String version) throws IOException {
        script(machine.resolve("bin/mvn"), MAVEN.formatted(version));
    }

    /** Its java prints who it is and the words it got, and exits as {@code exit=n} tells it. */
    private Path jdk(String name, String version) throws IOException {
        Path home = machine.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"%s\"\n".formatted(version));
        script(home.resolve("bin/java"), """
                while [ "$1" != dev.whiteboard.local.launcher.Main ]; do shift; done
                main=$1; shift
                for last; do :; done
                printf '%%s runs %%s ' '%s' "$main"; (IFS='|'; printf '%%s\\n' "$*")
                case "${last-}" in exit=*) exit "${last#exit=}" ;; esac
                """.formatted(name));
        script(home.resolve("bin/javac"), "exit 1");
        return home;
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Answer run(String... words) throws Exception {
        return run(checkout.resolve("whiteboard"), words);
    }

    private Answer run(Path script, String... words) throws Exception {
        var command = Stream.concat(Stream.of(script.toString()), Arrays.stream(words)).toList();
        var builder = new ProcessBuilder(command).directory(machine.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), text);
    }
}
