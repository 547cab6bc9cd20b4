package dev.whiteboard.load.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One group, everybody online: how many deliveries a second, with a few messages under way at a time. */
final class GroupLoad {
    static final String DELIVERIES = "deliveries a second";

    private final Settings settings;
    private final Table table;

    GroupLoad(Settings settings, Table table) {
        this.settings = settings;
        this.table = table;
    }

    void run(List<Contender> contenders) throws InterruptedException {
        List<Stand> stands = new ArrayList<>();
        for (Contender contender : contenders) {
            contender.start();
            var crowd = new Crowd();
            List<Session> members = crowd.join(contender, settings.members());
            stands.add(new Stand(contender, crowd, members, contender.group(members.size())));
        }
        for (int round = 0; round <= settings.rounds(); round++) {
            System.out.println(round == 0 ? "group: warming up" : "group: round " + round + " of " + settings.rounds());
            for (Stand stand : stands) {
                measure(stand, round > 0);
            }
        }
        for (Stand stand : stands) {
            stand.crowd.close();
            stand.contender.close();
        }
    }

    private record Stand(Contender contender, Crowd crowd, List<Session> members, String target) {}

    private void measure(Stand stand, boolean counts) throws InterruptedException {
        var round = new GroupRound(stand.members, stand.target, settings.window());
        stand.crowd.call(round::start);
        TimeUnit.SECONDS.sleep(counts ? 1 : settings.warmUp());
        long deliveries = round.deliveries();
        long cpu = Figures.cpu(stand.contender.pid());
        long begin = System.nanoTime();
        TimeUnit.SECONDS.sleep(counts ? settings.seconds() : 1);
        deliveries = round.deliveries() - deliveries;
        cpu = Figures.cpu(stand.contender.pid()) - cpu;
        double perSecond = deliveries * 1e9 / (System.nanoTime() - begin);
        stand.crowd.call(round::stop);
        for (int wait = 0; wait < 50 && !round.complete(); wait++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        String name = stand.contender.name();
        if (round.broken() != null) {
            System.out.println("  " + name + ": " + round.broken());
        }
        if (counts) {
            table.add(name, DELIVERIES, "/s", round.broken() == null ? perSecond : 0);
            table.add(name, "CPU per 1,000 deliveries", "ms", deliveries == 0 ? 0 : 1_000.0 * cpu / deliveries);
        }
    }
}
