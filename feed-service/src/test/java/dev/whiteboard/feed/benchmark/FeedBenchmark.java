package dev.whiteboard.feed.benchmark;

import dev.whiteboard.common.id.PublicId;
import dev.whiteboard.feed.FeedApi;
import dev.whiteboard.feed.FeedApplication;
import dev.whiteboard.feed.home.HomeLoad;
import dev.whiteboard.feed.like.LikeLoad;
import dev.whiteboard.feed.timeline.RawTimelines;
import dev.whiteboard.local.servers.KafkaServer;
import dev.whiteboard.local.servers.Place;
import dev.whiteboard.local.servers.Ports;
import dev.whiteboard.local.servers.PostgresServer;
import dev.whiteboard.local.servers.RedisServer;
import dev.whiteboard.testkit.Node;
import dev.whiteboard.testkit.Nodes;
import dev.whiteboard.testkit.TestTokens;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The feed beside its peers, in one run on one machine: fan-out beside redis-benchmark's pipelined ZADD, the warm home read
 * beside the pull query, a celebrity beside small authors, likes of one tweet beside updates of one row, and what a mix of
 * reads and writes costs at each push threshold. Postgres has fsync on. testing/load/feed starts it.
 *
 * <p>
 * Arguments: rounds, seconds a turn, people, followers of the celebrity, and which parts to run (all if none).
 */
public final class FeedBenchmark {
    private static final int READERS = 8;
    private static final int CROWD = 10_000;
    private static final int TOGETHER = 500;
    private static final Duration WARM_UP = Duration.ofSeconds(Long.getLong("warm", 25));
    private static final int HEAVY = 1_000;
    /** At the first all authors are pulled, at the last none. */
    private static final List<String> THRESHOLDS = List.of("0", "100", "1000", "10000", "1000000000");
    private static final List<String> LABELS = List.of("all pulled", "100", "1,000", "10,000", "all pushed");
    private static final int[] READS_PER_WRITE = {10, 50, 200};

    private final int rounds;
    private final Duration turn;
    private final int people;
    private final int celebrityFollowers;
    private final PostgresServer postgres = PostgresServer.at(Place.temporary(), Ports.free(), true);
    private final RedisServer redis = RedisServer.at(Place.temporary(), Ports.free(), false);
    private final KafkaServer kafka = KafkaServer.at(Place.temporary(), Ports.free(), Ports.free());
    private final Map<String, String> names = new HashMap<>();
    private final JdbcClient jdbc;
    private final Town town;

    private FeedBenchmark(String[] arguments) {
        rounds = Integer.parseInt(arguments[0]);
        turn = Duration.ofSeconds(Integer.parseInt(arguments[1]));
        people = Integer.parseInt(arguments[2]);
        celebrityFollowers = Integer.parseInt(arguments[3]);
        town = new Town(people, Long.getLong("seed", 41));
        postgres.start();
        redis.start();
        kafka.start();
        String secret = Base64.getEncoder().encodeToString(new byte[32]);
        names.putAll(Map.of("POSTGRES_URL", postgres.url("postgres"), "POSTGRES_USER", PostgresServer.SUPERUSER,
                "POSTGRES_PASSWORD", "", "REDIS_URL", redis.url(), "KAFKA_BOOTSTRAP", kafka.bootstrap(),
                "KAFKA_TOPIC_PREFIX", "", "SIGNING_SECRET", secret, "IDENTITY_URL",
                TestTokens.instance().identityUrl()));
        names.put("logging.level.root", "warn");
        jdbc = JdbcClient.create(
                new DriverManagerDataSource(postgres.url("postgres"), PostgresServer.SUPERUSER, ""));
    }

    public static void main(String[] arguments) throws Exception {
        var benchmark = new FeedBenchmark(arguments);
        List<String> parts = arguments.length > 4
                ? Arrays.asList(arguments).subList(4, arguments.length)
                : List.of("home", "fanout", "likes", "celebrity", "curve");
        try {
            benchmark.run(parts);
        } finally {
            benchmark.kafka.close();
            benchmark.redis.close();
            benchmark.postgres.close();
        }
        System.exit(0);
    }

    private void run(List<String> parts) throws Exception {
        try (Node node = node(Map.of())) {
            FeedApi api = api(node);
            long begun = System.nanoTime();
            town.settle(jdbc, 60, 10 * people);
            System.out.printf(Locale.ROOT, "%d people, %d follows, %d tweets, made in %d s%n", people,
                    count("select count(*) from follow"), count("select count(*) from tweet"),
                    (System.nanoTime() - begun) / 1_000_000_000);
            for (String part : parts) {
                switch (part) {
                    case "home" -> home(api);
                    case "steps" -> steps(api);
                    case "fanout" -> fanout(api);
                    case "likes" -> likes(api);
                    case "celebrity" -> celebrity(api);
                    default -> {}
                }
            }
        }
        if (parts.contains("curve")) {
            curve();
        }
    }

    private void home(FeedApi api) throws Exception {
        long[] readers = new long[1_000];
        Arrays.setAll(readers, i -> town.anybody());
        home(api, readers, count("select round(avg(n)) from (select count(*) n from follow group by follower_id) f"));
        long[] heavy = new long[200];
        Arrays.setAll(heavy, i -> 5L * people + i);
        town.join(jdbc, heavy, HEAVY);
        home(api, heavy, count("select count(*) from follow where follower_id >= " + 5L * people) / heavy.length);
    }

    /** Each side warms up with the very load that is measured afterwards. */
    private void home(FeedApi api, long[] readers, long followees) throws Exception {
        for (long reader : readers) {
            HomeLoad.warm(api, reader);
        }
        Turn.run(READERS, WARM_UP, () -> HomeLoad.read(api, any(readers)));
        Turn.run(READERS, WARM_UP.dividedBy(2), () -> HomeLoad.pull(api, any(readers)));
        List<Turn> ours = new ArrayList<>();
        List<Turn> peers = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            ours.add(Turn.run(READERS, turn, () -> HomeLoad.read(api, any(readers))));
            peers.add(Turn.run(READERS, turn, () -> HomeLoad.pull(api, any(readers))));
        }
        row("home read, warm, " + followees + " followees", ours);
        row("pull query, same pages", peers);
        ratio("rate", median(ours, 0) / median(peers, 0), "p99", median(ours, 2) / median(peers, 2));
    }

    /** Where a home read spends its time. */
    private void steps(FeedApi api) throws Exception {
        long[] readers = new long[1_000];
        Arrays.setAll(readers, i -> town.anybody());
        for (long reader : readers) {
            HomeLoad.warm(api, reader);
        }
        Turn.run(READERS, WARM_UP, () -> HomeLoad.read(api, any(readers)));
        for (int clients : new int[]{1, READERS}) {
            row("whole read, " + clients + " readers", List.of(Turn.run(clients, turn,
                    () -> HomeLoad.read(api, any(readers)))));
            row("Redis", List.of(Turn.run(clients, turn, () -> HomeLoad.candidates(api, any(readers)))));
            row("unpushed", List.of(Turn.run(clients, turn, () -> HomeLoad.unpushed(api, any(readers)))));
            Map<Long, List<Long>> candidates = new java.util.concurrent.ConcurrentHashMap<>();
            for (long reader : readers) {
                candidates.put(reader, HomeLoad.candidates(api, reader));
            }
            row("judge", List.of(Turn.run(clients, turn, () -> {
                long reader = any(readers);
                HomeLoad.judge(api, reader, candidates.get(reader));
            })));
        }
    }

    private void fanout(FeedApi api) throws Exception {
        long author = 2L * people;
        crowd(author, 3L * people, CROWD);
        for (int i = 0; i < CROWD; i++) {
            HomeLoad.open(api, 3L * people + i);
        }
        String token = token(author);
        jdbc.sql("update person set followers = 0 where id = ?").param(author).update();
        for (long end = System.nanoTime() + WARM_UP.toNanos(); System.nanoTime() < end; quiet()) {
            for (int i = 0; i < 20; i++) {
                post(api, token);
            }
        }
        zadd();
        List<Double> ours = new ArrayList<>();
        List<Double> floor = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            double zadd = zadd();
            int posts = 100;
            long begun = System.nanoTime();
            for (int i = 0; i < posts; i++) {
                post(api, token);
            }
            quiet();
            double rate = (double) posts * CROWD / ((System.nanoTime() - begun) / 1e9);
            ours.add(rate);
            floor.add(zadd);
        }
        System.out.printf(Locale.ROOT,
                "| fan-out, deliveries/s | %.0f (%.0f-%.0f) |%n| redis-benchmark -P 64 ZADD | %.0f (%.0f-%.0f) |%n| ratio | %.2f |%n",
                median(ours), min(ours), max(ours), median(floor), min(floor), max(floor),
                median(ours) / median(floor));
    }

    private void likes(FeedApi api) throws Exception {
        jdbc.sql("create table if not exists hot_row (id int primary key, n bigint)").update();
        jdbc.sql("insert into hot_row values (1, 0) on conflict do nothing").update();
        long tweet = PublicId.parse("tw", post(api, token(town.anybody()))).orElseThrow();
        List<Turn> ours = new ArrayList<>();
        List<Turn> peers = new ArrayList<>();
        var pool = api.bean(javax.sql.DataSource.class);
        JdbcClient pooled = JdbcClient.create(pool);
        Turn.Work toggles = () -> {
            List<CompletableFuture<Void>> wishes = new ArrayList<>();
            for (int i = 0; i < TOGETHER; i++) {
                wishes.add(LikeLoad.wish(api, tweet, 1 + ThreadLocalRandom.current().nextInt(10_000),
                        ThreadLocalRandom.current().nextBoolean()));
            }
            CompletableFuture.allOf(wishes.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
        };
        Turn.Work updates = () -> pooled.sql("update hot_row set n = n + 1 where id = 1").update();
        Turn.run(4, WARM_UP, toggles);
        Turn.run(READERS, WARM_UP.dividedBy(2), updates);
        for (int round = 0; round < rounds; round++) {
            peers.add(Turn.run(READERS, turn, updates));
            Turn batch = Turn.run(4, turn, toggles);
            ours.add(new Turn(batch.perSecond() * TOGETHER, batch.p50(), batch.p99()));
        }
        row("likes of one tweet, 2,000 in flight", ours);
        row("update of one row, 8 clients", peers);
        ratio("rate", median(ours, 0) / median(peers, 0), "drift", LikeLoad.drift(api));
    }

    private void celebrity(FeedApi api) throws Exception {
        long celebrity = 10L * people;
        crowd(celebrity, 20L * people, celebrityFollowers);
        long[] small = new long[20];
        Arrays.setAll(small, i -> 11L * people + i);
        long reader = 12L * people;
        for (long author : small) {
            jdbc.sql("insert into person values (?, ?, ?, 1) on conflict do nothing")
                    .params(author, "small" + author, "Small").update();
            jdbc.sql("insert into follow values (?, ?) on conflict do nothing").params(reader, author).update();
        }
        HomeLoad.warm(api, reader);
        for (long end = System.nanoTime() + WARM_UP.toNanos(); System.nanoTime() < end;) {
            post(api, token(celebrity));
            arrivals(api, small, reader, Duration.ofMillis(500));
        }
        Duration length = turn.multipliedBy(rounds);
        double[] alone = arrivals(api, small, reader, length);
        var accepted = new ArrayList<Long>();
        var stop = new AtomicBoolean();
        Thread famous = Thread.startVirtualThread(() -> {
            String token = token(celebrity);
            while (!stop.get()) {
                long begun = System.nanoTime();
                post(api, token);
                accepted.add(System.nanoTime() - begun);
                LockSupport.parkNanos(1_000_000_000);
            }
        });
        double[] beside = arrivals(api, small, reader, length);
        stop.set(true);
        famous.join();
        accepted.sort(null);
        System.out.printf(Locale.ROOT, """
                | celebrity with %d followers: %d posts accepted, p50 / p99 | %.1f / %.1f ms |
                | small author's tweet in a timeline, p50 / p99, alone | %.0f / %.0f ms |
                | the same beside the celebrity | %.0f / %.0f ms (%.2f x) |
                """, celebrityFollowers, accepted.size(), accepted.get(accepted.size() / 2) / 1e6,
                accepted.get((int) (0.99 * (accepted.size() - 1))) / 1e6, alone[0], alone[1],
                beside[0], beside[1], beside[1] / alone[1]);
    }

    /** How long it takes from the post to the timeline of a reader. */
    private double[] arrivals(FeedApi api, long[] authors, long reader, Duration length) throws Exception {
        var timelines = api.bean(dev.whiteboard.feed.timeline.Timelines.class);
        List<Long> nanos = new ArrayList<>();
        long end = System.nanoTime() + length.toNanos();
        for (int i = 0; System.nanoTime() < end; i++) {
            long tweet = PublicId.parse("tw", post(api, token(authors[i % authors.length]))).orElseThrow();
            long posted = System.nanoTime();
            while (!timelines.read(reader, Long.MAX_VALUE, 5).orElseThrow().entries().contains(tweet)) {
                LockSupport.parkNanos(500_000);
            }
            nanos.add(System.nanoTime() - posted);
        }
        nanos.sort(null);
        return new double[]{nanos.get(nanos.size() / 2) / 1e6, nanos.get((int) (0.99 * (nanos.size() - 1))) / 1e6};
    }

    /**
     * The same reads and writes at each threshold, fan-out included: what pull, push and everything between cost. The town
     * begins anew each time.
     */
    private void curve() throws Exception {
        System.out.println("| threshold | " + String.join(" | ", Arrays.stream(READS_PER_WRITE)
                .mapToObj(reads -> reads + ":1, operations/s | home read p50 / p99").toList()) + " | timelines |");
        Map<String, List<Double>> costs = new LinkedHashMap<>();
        Arrays.stream(READS_PER_WRITE).forEach(reads -> costs.put(reads + " reads a write", new ArrayList<>()));
        for (int place = 0; place < THRESHOLDS.size(); place++) {
            forget();
            try (Node node = node(Map.of("FEED_PUSH_THRESHOLD", THRESHOLDS.get(place)))) {
                FeedApi api = api(node);
                long[] readers = new long[1_000];
                Arrays.setAll(readers, i -> town.anybody());
                for (long reader : readers) {
                    HomeLoad.warm(api, reader);
                }
                mixed(api, readers, 20, WARM_UP);
                StringBuilder row = new StringBuilder("| " + LABELS.get(place));
                for (int reads : READS_PER_WRITE) {
                    List<Mixed> turns = new ArrayList<>();
                    for (int round = 0; round < rounds; round++) {
                        turns.add(mixed(api, readers, reads, turn));
                    }
                    double rate = median(turns.stream().map(Mixed::perSecond).toList());
                    row.append(String.format(Locale.ROOT, " | %.0f | %.1f / %.1f ms", rate,
                            median(turns.stream().map(Mixed::p50).toList()),
                            median(turns.stream().map(Mixed::p99).toList())));
                    costs.get(reads + " reads a write").add(1_000 / rate);
                }
                System.out.println(row + " | " + memory() + " |");
            }
        }
        Path chart = Path.of(System.getProperty("chart", "target/push-threshold.svg"));
        Files.writeString(chart, new Chart("What 1,000 operations cost at each push threshold",
                "followers from which on an author is pulled", "seconds of this machine",
                LABELS, costs).svg());
        System.out.println("chart: " + chart);
    }

    /** Operations a second until everything has arrived, and how long a home read took meanwhile. */
    private record Mixed(double perSecond, double p50, double p99) {}

    private Mixed mixed(FeedApi api, long[] readers, int readsPerWrite, Duration length) throws Exception {
        var operations = new AtomicLong();
        var reads = new java.util.concurrent.ConcurrentLinkedQueue<Double>();
        long begun = System.nanoTime();
        Turn.run(READERS, length, () -> {
            if (operations.incrementAndGet() % (readsPerWrite + 1) == 0) {
                long author;
                synchronized (town) {
                    author = town.famous();
                }
                post(api, token(author));
            } else {
                long before = System.nanoTime();
                HomeLoad.read(api, any(readers));
                reads.add((System.nanoTime() - before) / 1e6);
            }
        });
        quiet();
        double perSecond = operations.get() / ((System.nanoTime() - begun) / 1e9);
        double[] sorted = reads.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new Mixed(perSecond, sorted[sorted.length / 2], sorted[(int) (0.99 * (sorted.length - 1))]);
    }

    /** Back to the town as it was settled. */
    private void forget() throws Exception {
        jdbc.sql("truncate pulled_author, fanout_job, inbox").update();
        for (String table : List.of("entry where id", "tweet_count where tweet_id", "tweet where id")) {
            jdbc.sql("delete from " + table + " > 1000000000000").update();
        }
        jdbc.sql("vacuum analyze entry").update();
        jdbc.sql("vacuum analyze tweet").update();
        try (var raw = new RawTimelines(redis.url())) {
            raw.flush();
        }
    }

    private String memory() {
        try (var raw = new RawTimelines(redis.url())) {
            return raw.memory();
        }
    }

    private Node node(Map<String, String> properties) {
        return Nodes.of(FeedApplication.class, names).start(properties);
    }

    private FeedApi api(Node node) {
        return new FeedApi(node.port(), node, TestTokens.instance(), jdbc);
    }

    private static final Map<Long, String> TOKENS = new java.util.concurrent.ConcurrentHashMap<>();

    private static String token(long user) {
        return TOKENS.computeIfAbsent(user, id -> TestTokens.instance().token(PublicId.format("usr", id), "user"));
    }

    private static String post(FeedApi api, String token) {
        return api.post("/api/v1/tweets", "{\"content\":\"benchmark\"}", token).expect(201).json().get("tweet_id")
                .asString();
    }

    private void crowd(long author, long from, int followers) {
        jdbc.sql("insert into person values (?, ?, 'Crowd', 1, ?) on conflict do nothing")
                .params(author, "famous" + author, followers).update();
        jdbc.sql(
                "insert into follow select :from + i, :author from generate_series(0, :count - 1) i on conflict do nothing")
                .param("from", from).param("author", author).param("count", followers).update();
        jdbc.sql("analyze follow").update();
    }

    /** Everything that was posted has arrived. */
    private void quiet() {
        while (count("select (select count(*) from outbox) + (select count(*) from fanout_job)") > 0
                || count("select count(*) from inbox where consumer = 'feed.fanout'") < count(
                        "select count(*) from entry where id > 1000000000000")) {
            LockSupport.parkNanos(5_000_000);
        }
    }

    private long count(String query) {
        return jdbc.sql(query).query(Long.class).single();
    }

    private double zadd() throws Exception {
        Process process = new ProcessBuilder("redis-benchmark", "-p", redis.url().replaceAll(".*:", ""), "-P", "64",
                "-n", "1000000", "-r", "100000", "--csv", "ZADD", "floor:__rand_int__", "0", "__rand_int__")
                .redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        process.waitFor();
        String[] lines = output.strip().split("\\R");
        return Double.parseDouble(lines[lines.length - 1].split(",")[1].replace("\"", ""));
    }

    private static long any(long[] values) {
        return values[ThreadLocalRandom.current().nextInt(values.length)];
    }

    private static void row(String name, List<Turn> turns) {
        System.out.printf(Locale.ROOT, "| %s | %.0f/s (%.0f-%.0f) | p50 %.2f ms | p99 %.2f ms |%n", name,
                median(turns, 0), turns.stream().mapToDouble(Turn::perSecond).min().orElse(0),
                turns.stream().mapToDouble(Turn::perSecond).max().orElse(0), median(turns, 1), median(turns, 2));
    }

    private static void ratio(String one, double first, String other, double second) {
        System.out.printf(Locale.ROOT, "| ratio | %s %.2f | %s %.2f |%n", one, first, other, second);
    }

    private static double median(List<Turn> turns, int what) {
        return median(turns.stream().map(turn -> switch (what) {
            case 0 -> turn.perSecond();
            case 1 -> turn.p50();
            default -> turn.p99();
        }).toList());
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static double min(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    }

    private static double max(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }
}
