package dev.whiteboard.load.chat;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Connections that are authenticated and silent. Each round has a fresh process: what a server once took from the
 * kernel it rarely gives back. Before it is measured it has seen a few hundred connections come and go.
 */
final class IdleLoad {
    static final String MEMORY = "resident per idle connection";
    private static final int WARM_UP = 300;
    private static final int SETTLE_SECONDS = 3;

    private final Settings settings;
    private final Table table;

    IdleLoad(Settings settings, Table table) {
        this.settings = settings;
        this.table = table;
    }

    void run(List<Contender> contenders) throws InterruptedException {
        for (int round = 1; round <= settings.rounds(); round++) {
            System.out.printf("idle connections: round %d of %d%n", round, settings.rounds());
            for (Contender contender : contenders) {
                try (contender) {
                    contender.start();
                    measure(contender);
                }
            }
        }
    }

    private void measure(Contender contender) throws InterruptedException {
        try (var crowd = new Crowd()) {
            crowd.join(contender, WARM_UP);
        }
        long before = settled(contender);
        long begin = System.nanoTime();
        try (var crowd = new Crowd()) {
            crowd.join(contender, settings.idle());
            table.add(contender.name(), "connections signed in a second", "/s",
                    settings.idle() * 1e9 / (System.nanoTime() - begin));
            long after = settled(contender);
            table.add(contender.name(), MEMORY, "KB", (after - before) / 1024.0 / settings.idle());
        }
    }

    private static long settled(Contender contender) throws InterruptedException {
        for (int pass = 0; pass < 2; pass++) {
            TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
            contender.collectGarbage();
        }
        TimeUnit.SECONDS.sleep(1);
        return Figures.resident(contender.pid());
    }
}
