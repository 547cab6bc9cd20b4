package dev.whiteboard.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;

class ForkedJvmTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void runs_freezes_and_is_killed() {
        try (ForkedJvm jvm = ForkedJvm.of(Ticking.class).environment("GREETING", "hello").arguments("run").start()) {
            jvm.awaitLog("hello run", SOON).awaitLog("tick 3", SOON);
            jvm.suspend();
            String frozen = jvm.log();
            await().during(Duration.ofMillis(100)).until(() -> jvm.log().equals(frozen));
            jvm.resume();
            await().atMost(SOON).until(() -> jvm.log().length() > frozen.length());
            jvm.kill();
            assertThat(jvm.awaitExit(SOON)).isEqualTo(ForkedJvm.KILLED);
        }
    }

    @Test
    void says_what_was_printed_when_it_ends_too_early() {
        try (ForkedJvm jvm = ForkedJvm.of(Ticking.class).environment("GREETING", "bye").arguments("end").start()) {
            assertThatThrownBy(() -> jvm.awaitLog("tick 3", SOON)).isInstanceOf(AssertionError.class)
                    .hasMessageContaining("ended with code 3").hasMessageContaining("bye end");
        }
    }

    @Test
    void what_it_starts_dies_with_it_even_by_kill() {
        long grandchild;
        try (ForkedJvm jvm = ForkedJvm.of(Parent.class).start()) {
            jvm.awaitLog("child ", SOON).awaitLog("ready", SOON);
            grandchild = Long.parseLong(jvm.log().replaceAll("(?s).*child (\\d+).*", "$1"));
            assertThat(ProcessHandle.of(grandchild)).isPresent();
            // Not ForkedJvm.kill(), which would take the grandchild along.
            ProcessHandle.of(jvm.pid()).orElseThrow().destroyForcibly();
            jvm.awaitExit(SOON);
        }
        await().atMost(SOON).until(() -> ProcessHandle.of(grandchild).filter(ProcessHandle::isAlive).isEmpty());
    }

    /** Prints a line every ten milliseconds. */
    static class Ticking {

        public static void main(String[] arguments) {
            System.out.println(System.getenv("GREETING") + " " + arguments[0]);
            if (arguments[0].equals("end")) {
                System.exit(3);
            }
            for (int tick = 1;; tick++) {
                System.out.println("tick " + tick);
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            }
        }
    }

    /** Starts a child that would go on for ever. */
    static class Parent {

        public static void main(String[] arguments) throws Exception {
            try (ForkedJvm child = ForkedJvm.of(Ticking.class).environment("GREETING", "child").arguments("run")
                    .start()) {
                child.awaitLog("tick 1", SOON);
                System.out.println("child " + child.pid());
                System.out.println("ready");
                new CountDownLatch(1).await();
            }
        }
    }
}
