package dev.whiteboard.load.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Users write to each other in pairs at a fixed rate, whether or not earlier messages have arrived. */
final class PairLoad {
    static final String ACK_P99 = "send to ack, p99";
    static final String DELIVERY_P99 = "send to delivery, p99";
    private static final double WORST_MS = 60_000;

    private final Settings settings;
    private final Table table;

    PairLoad(Settings settings, Table table) {
        this.settings = settings;
        this.table = table;
    }

    void run(List<Contender> contenders) throws InterruptedException {
        List<Stand> stands = new ArrayList<>();
        for (Contender contender : contenders) {
            contender.start();
            stands.add(new Stand(contender, new Crowd()));
        }
        for (Stand stand : stands) {
            stand.prepare(settings.pairs());
        }
        for (int round = 0; round <= settings.rounds(); round++) {
            System.out.println(round == 0 ? "1:1: warming up" : "1:1: round " + round + " of " + settings.rounds());
            for (Stand stand : stands) {
                measure(stand, round > 0);
            }
        }
        for (Stand stand : stands) {
            stand.crowd.close();
            stand.contender.close();
        }
    }

    private record Stand(Contender contender, Crowd crowd, List<Session> sessions, List<String> targets) {
        Stand(Contender contender, Crowd crowd) {
            this(contender, crowd, new ArrayList<>(), new ArrayList<>());
        }

        void prepare(int pairs) throws InterruptedException {
            sessions.addAll(crowd.join(contender, 2 * pairs));
            for (int pair = 0; pair < pairs; pair++) {
                targets.add(contender.pair(2 * pair, 2 * pair + 1));
            }
        }
    }

    private void measure(Stand stand, boolean counts) throws InterruptedException {
        int messages = settings.rate() * (counts ? settings.seconds() : settings.warmUp());
        var round = new PairRound(messages, settings.rate());
        stand.crowd.call(() -> stand.sessions.forEach(session -> session.watchedBy(round)));
        long cpu = Figures.cpu(stand.contender.pid());
        round.pace(number -> stand.crowd.execute(() -> {
            int pair = (int) (number % stand.targets.size());
            stand.sessions.get(2 * pair).send(stand.targets.get(pair), number);
        }));
        for (int wait = 0; wait < 200 && !round.complete(); wait++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        cpu = Figures.cpu(stand.contender.pid()) - cpu;
        stand.crowd.call(() -> stand.sessions.forEach(session -> session.watchedBy(Watcher.IDLE)));
        String name = stand.contender.name();
        if (round.broken() != null) {
            System.out.println("  " + name + ": " + round.broken());
        }
        if (counts) {
            boolean sound = round.broken() == null;
            table.add(name, "send to ack, p50", "ms", sound ? round.acknowledgements(50) : WORST_MS);
            table.add(name, ACK_P99, "ms", sound ? round.acknowledgements(99) : WORST_MS);
            table.add(name, "send to delivery, p50", "ms", sound ? round.deliveries(50) : WORST_MS);
            table.add(name, DELIVERY_P99, "ms", sound ? round.deliveries(99) : WORST_MS);
            table.add(name, "CPU per 1,000 messages", "ms", 1_000.0 * cpu / messages);
        }
    }
}
