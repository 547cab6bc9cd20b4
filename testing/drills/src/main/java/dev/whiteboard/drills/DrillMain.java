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
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * {@code whiteboard drill <system>}: exit code 0 when every invariant held, 1 when one broke, 2 for a wrong call.
 * {@code whiteboard drill all} drills one system after the other and writes what it saw into {@code docs/drills.md}.
 */
public final class DrillMain {
    private static final String ALL = "all";
    private static final List<Drill> DRILLS = List.of(new ShortenerDrill(), new LimiterDrill(), new FeedDrill(),
            new StorageDrill(), new ChatDrill(), new BillingDrill(), new CommerceDrill(),
            new RideDrill(), new VideoDrill());

    private DrillMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> arguments) throws InterruptedException {
        Options options;
        List<Drill> drills;
        try {
            options = Options.parse(arguments, new Random().nextLong(1_000_000));
            drills = options.drill().equals(ALL) ? DRILLS : List.of(find(options.drill()));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return 2;
        }
        List<Report> reports = new ArrayList<>();
        for (Drill drill : drills) {
            reports.add(run(drill, options));
        }
        if (options.drill().equals(ALL)) {
            Report.write(Path.of(System.getProperty("whiteboard.root", ".")).resolve("docs/drills.md"), options,
                    reports);
        }
        return reports.stream().allMatch(Report::passed) ? 0 : 1;
    }

    private static Report run(Drill drill, Options options) throws InterruptedException {
        Path home = Path.of(System.getProperty("whiteboard.home", ".whiteboard"));
        Path log = home.resolve("drills").resolve(drill.name() + "-" + options.seed() + ".log");
        System.out.printf("drill %s: %d requests/s, seed %d, client log %s%n", drill.name(), options.rate(),
                options.seed(), log);
        Report report;
        try (var journal = new Journal(log)) {
            var faults = new SupervisorFaults(home);
            Verdict verdict = drill.run(new Scene(options, new Client(options.gateway()), faults, home, journal,
                    new Random(options.seed())));
            verdict.check("something was broken", faults.count() > 0, faults.count() + " faults");
            report = new Report(drill.name(), verdict.passed(), verdict.report());
        } catch (DrillAborted e) {
            report = new Report(drill.name(), false, "drill aborted: " + e.getMessage() + "\n");
        }
        System.out.print(report.text());
        return report;
    }

    private static Drill find(String name) {
        return DRILLS.stream().filter(drill -> drill.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no drill for '" + name + "'; there are: "
                        + String.join(", ", DRILLS.stream().map(Drill::name).toList())));
    }
}
