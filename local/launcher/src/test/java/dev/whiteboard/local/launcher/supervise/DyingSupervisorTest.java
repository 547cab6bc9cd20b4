package dev.whiteboard.local.launcher.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A supervisor that is killed outright takes what it started with it; the next one finds an unlocked checkout. */
class DyingSupervisorTest {

    @TempDir
    Path folder;

    @Test
    void kill_9_of_the_supervisor_leaves_no_process_and_no_lock() throws Exception {
        Process supervisor = fork(Supervising.class);
        List<ProcessHandle> children = children(supervisor);
        assertThat(children).hasSize(2).allMatch(ProcessHandle::isAlive);
        assertThat(Lock.take(folder)).as("while it lives").isEmpty();

        supervisor.destroyForcibly().waitFor();
        await().atMost(Duration.ofSeconds(10)).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
        try (Lock lock = Lock.take(folder).orElseThrow()) {
            assertThat(lock.previousDied()).isTrue();
        }
    }

    /** The same check on children started plainly: they stay, so the check can fail. */
    @Test
    void children_of_a_naive_supervisor_stay_behind() throws Exception {
        Process supervisor = fork(Naive.class);
        List<ProcessHandle> children = children(supervisor);

        supervisor.destroyForcibly().waitFor();
        try {
            assertThat(children).allMatch(ProcessHandle::isAlive);
        } finally {
            children.forEach(ProcessHandle::destroyForcibly);
        }
    }

    /** Starts two programs, prints their process ids and waits for its end. */
    static final class Supervising {
        public static void main(String[] words) throws Exception {
            Path folder = Path.of(words[0]);
            Lock lock = Lock.take(folder).orElseThrow();
            var programs = Stream.of("one", "two")
                    .map(name -> new FakeProgram(name, Rank.SERVER, folder, new ConcurrentLinkedQueue<>())).toList();
            var supervisor = new Supervisor(programs, Supervisor.Rules.usual(Duration.ofSeconds(20)),
                    Clock.systemUTC());
            supervisor.start();
            supervisor.ready().get();
            System.out.println(programs.get(0).pid() + " " + programs.get(1).pid());
            Thread.currentThread().join();
            lock.close();
        }
    }

    static final class Naive {
        public static void main(String[] words) throws Exception {
            Process one = new ProcessBuilder("sleep", "600").start();
            Process two = new ProcessBuilder("sleep", "600").start();
            System.out.println(one.pid() + " " + two.pid());
            Thread.currentThread().join();
        }
    }

    private Process fork(Class<?> main) throws Exception {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), main.getName(),
                folder.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static List<ProcessHandle> children(Process supervisor) throws Exception {
        BufferedReader said = supervisor.inputReader();
        return Stream.of(said.readLine().split(" ")).map(Long::parseLong)
                .map(pid -> ProcessHandle.of(pid).orElseThrow())
                .toList();
    }
}
