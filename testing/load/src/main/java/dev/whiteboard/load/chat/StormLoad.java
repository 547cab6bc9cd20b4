package dev.whiteboard.load.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Everybody comes back at once. Who is turned away comes again when they were told to, any other failure is tried again
 * a second later and counted; the round is over when all of them have what they missed.
 */
final class StormLoad {
    static final String SYNCED = "clients that have it all";
    private static final int GROUP = 1_000;
    private static final int MISSED = 5;
    private static final long PATIENCE_SECONDS = 180;
    private static final Pattern RETRY_AFTER = Pattern.compile("(?i)retry-after: *(\\d+)");

    private final Settings settings;
    private final Table table;

    StormLoad(Settings settings, Table table) {
        this.settings = settings;
        this.table = table;
    }

    /**
     * @param door where the clients come in: the service itself or the gateway before it
     * @param first the first of the users
     */
    void run(ChatService chat, Contender door, int first, int clients) throws InterruptedException {
        say(chat, first, clients);
        IntStream.range(first, first + clients).forEach(chat::token); // signing them takes longer than the storm
        try (var crowd = new Crowd()) {
            var storm = new Storm(chat, door, crowd);
            long begin = System.nanoTime();
            for (int user = 0; user < clients; user++) {
                storm.enter(first + user);
            }
            while (storm.synced.get() < clients
                    && System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            String name = door.name();
            table.add(name, SYNCED, "", storm.synced.get());
            table.add(name, "until the last one has it", "s", seconds);
            table.add(name, "turned away and told when", "", storm.turnedAway.get());
            table.add(name, "failed otherwise", "", storm.broken.values().stream().mapToInt(AtomicInteger::get).sum());
            table.add(name, "resident with all of them", "MB", Figures.resident(door.pid()) / 1048576.0);
            storm.broken.forEach((why, times) -> System.out.println("  " + name + ": " + times + " × " + why));
        }
    }

    /** What they miss. */
    private static void say(ChatService chat, int first, int clients) throws InterruptedException {
        try (var writers = new Crowd()) {
            for (int from = first; from < first + clients; from += GROUP) {
                String group = chat.group(from, Math.min(first + clients, from + GROUP));
                Session speaker = writers.open(chat.port(), chat.session(from), from).ready().join();
                writers.call(() -> {
                    for (int i = 0; i < MISSED; i++) {
                        speaker.send(group, Numbers.next());
                    }
                });
            }
            TimeUnit.SECONDS.sleep(2);
        }
    }

    private static final class Storm {
        final AtomicInteger synced = new AtomicInteger();
        final AtomicInteger turnedAway = new AtomicInteger();
        final ConcurrentMap<String, AtomicInteger> broken = new ConcurrentHashMap<>();
        private final ChatService chat;
        private final Contender door;
        private final Crowd crowd;
        private final List<Session> open = new ArrayList<>();

        Storm(ChatService chat, Contender door, Crowd crowd) {
            this.chat = chat;
            this.door = door;
            this.crowd = crowd;
        }

        void enter(int user) {
            Session session = crowd.open(door.port(), new StormSession(chat.token(user), MISSED), user);
            var unused = session.ready().whenComplete((ready, refused) -> {
                if (refused == null) {
                    open.add(session);
                    synced.incrementAndGet();
                } else {
                    crowd.later(again(String.valueOf(refused.getMessage())), () -> enter(user));
                }
            });
        }

        private int again(String why) {
            Matcher told = RETRY_AFTER.matcher(why);
            if (told.find()) {
                turnedAway.incrementAndGet();
                return Integer.parseInt(told.group(1));
            }
            broken.computeIfAbsent(why.lines().findFirst().orElse(why), key -> new AtomicInteger()).incrementAndGet();
            return 1;
        }
    }
}
