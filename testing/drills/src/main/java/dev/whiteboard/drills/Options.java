package dev.whiteboard.drills;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * The drill's command line.
 *
 * @param drill    the system's name, or all
 * @param gateway  the front door
 * @param calm     length of each stretch of load between two faults
 * @param rate     requests a second, open loop
 * @param seed     of every random choice
 * @param sabotage corrupt one acknowledged thing behind the client's back, so that the drill must fail
 */
public record Options(String drill, URI gateway, Duration calm, int rate, long seed, boolean sabotage) {
    static final String USAGE = """
            usage: whiteboard drill <system>|all [--calm SECONDS] [--rate PER_SECOND] [--seed N] [--gateway URL] [--sabotage]""";

    public Options {
        if (calm.isNegative() || calm.isZero() || rate < 1) {
            throw new IllegalArgumentException("--calm and --rate must be positive");
        }
    }

    /** @throws IllegalArgumentException with a sentence for the user */
    static Options parse(List<String> arguments, long freshSeed) {
        if (arguments.isEmpty() || arguments.getFirst().startsWith("-")) {
            throw new IllegalArgumentException(USAGE);
        }
        URI gateway = URI.create("http://localhost:8080");
        Duration calm = Duration.ofSeconds(5);
        int rate = 200;
        long seed = freshSeed;
        boolean sabotage = false;
        var rest = arguments.subList(1, arguments.size()).iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            if (option.equals("--sabotage")) {
                sabotage = true;
                continue;
            }
            if (!rest.hasNext()) {
                throw new IllegalArgumentException(option + " needs a value\n" + USAGE);
            }
            String value = rest.next();
            switch (option) {
                case "--calm" -> calm = Duration.ofSeconds(Long.parseLong(value));
                case "--rate" -> rate = Integer.parseInt(value);
                case "--seed" -> seed = Long.parseLong(value);
                case "--gateway" -> gateway = URI.create(value);
                default -> throw new IllegalArgumentException("unknown option " + option + "\n" + USAGE);
            }
        }
        return new Options(arguments.getFirst(), gateway, calm, rate, seed, sabotage);
    }
}
