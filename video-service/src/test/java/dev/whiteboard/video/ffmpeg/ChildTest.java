package dev.whiteboard.video.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.testkit.ForkedJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs never outlive who started them. */
class ChildTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void endsWithWhatItDid(@TempDir Path folder) throws IOException, InterruptedException {
        Child.Exit exit = Child.run(List.of("sh", "-c", "echo out; echo err >&2; exit 3"), folder, PATIENCE);
        assertThat(exit).isEqualTo(new Child.Exit(3, "out\n", "err\n", false));
    }

    @Test
    void isKilledWhenItsTimeIsOver(@TempDir Path folder) throws IOException, InterruptedException {
        assertThat(Child.run(sleeping(), folder, Duration.ofMillis(300)).outOfTime()).isTrue();
        awaitEnd(folder);
    }

    @Test
    void isKilledWithTheThreadThatWaitsForIt(@TempDir Path folder) throws InterruptedException {
        Thread waiting = Thread.ofPlatform().start(() -> runQuietly(folder));
        awaitBegin(folder);
        waiting.interrupt();
        waiting.join(PATIENCE);
        awaitEnd(folder);
    }

    @Test
    void isKilledWithTheProcessThatStartedIt(@TempDir Path folder) {
        try (ForkedJvm parent = ForkedJvm.of(ChildTest.class).arguments(folder.toString()).start()) {
            assertThat(parent.awaitExit(PATIENCE)).isEqualTo(ForkedJvm.KILLED);
        }
        awaitEnd(folder);
    }

    /** Starts a program and dies, as by {@code kill -9}. */
    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        Thread.ofPlatform().daemon().start(() -> runQuietly(folder));
        awaitBegin(folder);
        Runtime.getRuntime().halt(ForkedJvm.KILLED);
    }

    private static void runQuietly(Path folder) {
        try {
            Child.run(sleeping(), folder, PATIENCE);
        } catch (IOException | InterruptedException expected) {
            // It was to be ended.
        }
    }

    private static List<String> sleeping() {
        return List.of("sh", "-c", "echo $$ > writing; mv writing pid; exec sleep 600");
    }

    private static void awaitBegin(Path folder) {
        await().atMost(PATIENCE).until(() -> Files.exists(folder.resolve("pid")));
    }

    private static void awaitEnd(Path folder) {
        awaitBegin(folder);
        await().atMost(PATIENCE).until(() -> ProcessHandle
                .of(Long.parseLong(Files.readString(folder.resolve("pid")).strip())).filter(ProcessHandle::isAlive)
                .isEmpty());
    }
}
