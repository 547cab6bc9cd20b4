package dev.whiteboard.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

import dev.whiteboard.local.servers.ChildProcess;
import dev.whiteboard.local.servers.Place;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A main class in a JVM of its own, on the class path of the test, to be frozen, killed, or to die at a named crash
 * point. It ends with the test's JVM.
 */
public final class ForkedJvm implements AutoCloseable {

    /** How a JVM ends at a crash point or by {@code kill -9}. */
    public static final int KILLED = 137;

    private final ChildProcess process;
    private final Path log;

    private ForkedJvm(ChildProcess process, Path log) {
        this.process = process;
        this.log = log;
    }

    public static Plan of(Class<?> main) {
        return new Plan(main.getName());
    }

    /** A main class that the test itself does not see, on a class path of its own. */
    public static Plan of(String main, String classPath) {
        Plan plan = new Plan(main);
        plan.classPath = classPath;
        return plan;
    }

    /** What is to be started. */
    public static final class Plan {

        private final String main;
        private final Map<String, String> environment = new HashMap<>();
        private final List<String> options = new ArrayList<>(
                List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx384m",
                        "--enable-native-access=ALL-UNNAMED"));
        private List<String> arguments = List.of();
        private String classPath = System.getProperty("java.class.path");

        private Plan(String main) {
            this.main = main;
        }

        /** Names of the environment, such as {@link TestEnvironment#names()}. */
        public Plan environment(Map<String, String> names) {
            environment.putAll(names);
            return this;
        }

        public Plan environment(String name, String value) {
            environment.put(name, value);
            return this;
        }

        public Plan option(String option) {
            options.add(option);
            return this;
        }

        /** Dies at the crash point of that name; {@code name:3} at the third visit. */
        public Plan crashAt(String point) {
            return option("-Dwhiteboard.crash=" + point);
        }

        /**
         * What it holds when it dies is free after seconds: its Kafka partitions after three (not ten), its shards of the
         * outbox after ten (not thirty). For tests in which another process takes over.
         */
        public Plan soonMissed() {
            return option("-Dspring.kafka.consumer.properties.session.timeout.ms=3000")
                    .option("-Dspring.kafka.consumer.properties.heartbeat.interval.ms=700")
                    .option("-Dwhiteboard.outbox.lease=10s").option("-Dwhiteboard.outbox.delivery-timeout=3s");
        }

        public Plan arguments(String... values) {
            arguments = List.of(values);
            return this;
        }

        public ForkedJvm start() {
            var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
            command.addAll(options);
            command.addAll(List.of("-cp", classPath, main));
            command.addAll(arguments);
            Path home = Place.temporary().home();
            Path log = home.resolve(main.substring(main.lastIndexOf('.') + 1) + ".log");
            return new ForkedJvm(ChildProcess.start(command, environment, home, log), log);
        }
    }

    /** Waits for a text in what the process printed; fails at once if it ends without. */
    public ForkedJvm awaitLog(String text, Duration atMost) {
        return await("its log to say \"" + text + "\"", atMost, () -> log().contains(text));
    }

    /** Waits until a GET of that URL is answered by 200; fails at once if the process ends before. */
    public ForkedJvm awaitOk(String url, Duration atMost) {
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build()) {
            var request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(2)).build();
            return await(url + " to answer", atMost, () -> {
                try {
                    return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
                } catch (IOException notYet) {
                    return false;
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            });
        }
    }

    private ForkedJvm await(String what, Duration atMost, BooleanSupplier condition) {
        try {
            Awaitility.await(what).atMost(atMost).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(20))
                    .until(() -> condition.getAsBoolean() || !process.isAlive());
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("Waited %s for %s. It printed:%n%s".formatted(atMost, what, log()), e);
        }
        if (!condition.getAsBoolean()) {
            throw new AssertionError(
                    "Waited for %s, but it ended with code %d. It printed:%n%s".formatted(what, process.exitCode(),
                            log()));
        }
        return this;
    }

    /** Waits for the end of the process and returns its exit code, {@link #KILLED} at a crash point. */
    public int awaitExit(Duration atMost) {
        if (!process.awaitExit(atMost)) {
            throw new AssertionError("It still runs after %s. It printed:%n%s".formatted(atMost, log()));
        }
        return process.exitCode();
    }

    /** All it printed so far. */
    public String log() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** {@code kill -9} */
    public void kill() {
        process.kill();
    }

    /** {@code SIGSTOP} */
    public void suspend() {
        process.suspend();
    }

    /** {@code SIGCONT} */
    public void resume() {
        process.resume();
    }

    /** Asks it to shut down in good order. */
    public void stop(Duration grace) {
        process.stop(grace);
    }

    @Override
    public void close() {
        process.kill();
    }
}
