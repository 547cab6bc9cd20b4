package dev.whiteboard.drills;

import dev.whiteboard.drills.billing.BillingDrill;
import dev.whiteboard.drills.chat.ChatDrill;
import dev.whiteboard.drills.commerce.CommerceDrill;
import dev.whiteboard.drills.feed.FeedDrill;
import dev.whiteboard.drills.limiter.LimiterDrill;
import dev.whiteboard.drills.ride.RideDrill;
import dev.whiteboard.drills.shortener.ShortenerDrill;
import dev.whiteboard.drills.storage.StorageDrill;
import dev.whiteboard.drills.video.VideoDrill;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** {@code whiteboard drill <system>}: exit code 0 when every invariant held, 1 when one broke, 2 for a wrong call. */
public final class DrillMain {
    private static final List<Drill> DRILLS = List.of(new ShortenerDrill(), new LimiterDrill(), new FeedDrill(),
            new StorageDrill(), new ChatDrill(), new BillingDrill(), new CommerceDrill(),
            new RideDrill(), new VideoDrill());

    private DrillMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> arguments) throws InterruptedException {
        Options options;
        Drill drill;
        try {
            options = Options.parse(arguments, new Random().nextLong(1_000_000));
            drill = find(options.drill());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return 2;
        }
        Path home = Path.of(System.getProperty("whiteboard.home", ".whiteboard"));
        Path log = home.resolve("drills").resolve(drill.name() + "-" + options.seed() + ".log");
        System.out.printf("drill %s: %d requests/s, seed %d, client log %s%n", drill.name(), options.rate(),
                options.seed(), log);
        Verdict verdict;
        try (var journal = new Journal(log)) {
            var faults = new SupervisorFaults(home);
            verdict = drill.run(new Scene(options, new Client(options.gateway()), faults, home, journal,
                    new Random(options.seed())));
            verdict.check("something was broken", faults.count() > 0, faults.count() + " faults");
        } catch (DrillAborted e) {
            System.err.println("drill aborted: " + e.getMessage());
            return 1;
        }
        System.out.print(verdict.report());
        return verdict.passed() ? 0 : 1;
    }

    private static Drill find(String name) {
        return DRILLS.stream().filter(drill -> drill.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no drill for '" + name + "'; there are: "
                        + String.join(", ", DRILLS.stream().map(Drill::name).toList())));
    }
}
