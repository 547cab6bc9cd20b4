package dev.whiteboard.drills;

import dev.whiteboard.drills.ride.Simulation;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** {@code whiteboard simulate rides}: exit code 0 when every invariant held, 1 when one broke, 2 for a wrong call. */
public final class SimulateMain {
    private static final String USAGE = """
            usage: whiteboard simulate rides [--drivers N] [--seconds S] [--rate PER_SECOND] [--seed N] [--gateway URL]
                                             [--picture FILE.svg]""";

    private int drivers = 200;
    private int rate = 2;
    private Duration time = Duration.ofSeconds(60);
    private long seed = new Random().nextLong(1_000_000);
    private URI gateway = URI.create("http://localhost:8080");
    private Optional<Path> picture = Optional.empty();

    private SimulateMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> arguments) throws InterruptedException {
        var simulation = new SimulateMain();
        try {
            simulation.read(arguments.iterator());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return 2;
        }
        try {
            Verdict verdict = simulation.simulate();
            System.out.print(verdict.report());
            return verdict.passed() ? 0 : 1;
        } catch (DrillAborted e) {
            System.err.println("simulation aborted: " + e.getMessage());
            return 1;
        }
    }

    private Verdict simulate() throws InterruptedException {
        Path log = Path.of(System.getProperty("whiteboard.home", ".whiteboard")).resolve("drills")
                .resolve("rides-" + seed + ".log");
        System.out.printf("simulating rides: %d drivers, %d requests/s for %d s, seed %d, client log %s%n", drivers,
                rate, time.toSeconds(), seed, log);
        try (var journal = new Journal(log)) {
            String name = "sim_" + Long.toString(new Random().nextLong() >>> 1, 36) + "_";
            return new Simulation(new Client(gateway), journal).run(name, drivers, rate, time, seed, picture);
        }
    }

    private void read(Iterator<String> words) {
        if (!words.hasNext() || !words.next().equals("rides")) {
            throw new IllegalArgumentException(USAGE);
        }
        while (words.hasNext()) {
            String option = words.next();
            if (!words.hasNext()) {
                throw new IllegalArgumentException(option + " needs a value\n" + USAGE);
            }
            set(option, words.next());
        }
        if (drivers < 1 || rate < 1 || time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("--drivers, --rate and --seconds must be positive");
        }
    }

    private void set(String option, String value) {
        switch (option) {
            case "--drivers" -> drivers = Integer.parseInt(value);
            case "--rate" -> rate = Integer.parseInt(value);
            case "--seconds" -> time = Duration.ofSeconds(Long.parseLong(value));
            case "--seed" -> seed = Long.parseLong(value);
            case "--gateway" -> gateway = URI.create(value);
            case "--picture" -> picture = Optional.of(Path.of(value));
            default -> throw new IllegalArgumentException("unknown option " + option + "\n" + USAGE);
        }
    }
}
