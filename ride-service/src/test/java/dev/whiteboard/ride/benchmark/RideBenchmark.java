package dev.whiteboard.ride.benchmark;

import dev.whiteboard.local.servers.KafkaServer;
import dev.whiteboard.local.servers.Place;
import dev.whiteboard.local.servers.Ports;
import dev.whiteboard.local.servers.PostgresServer;
import dev.whiteboard.local.servers.RedisServer;
import dev.whiteboard.ride.RideApplication;
import dev.whiteboard.ride.benchmark.CityHour.Outcome;
import dev.whiteboard.ride.benchmark.CityHour.Strategy;
import dev.whiteboard.ride.city.Cities;
import dev.whiteboard.ride.city.City;
import dev.whiteboard.ride.geo.Position;
import dev.whiteboard.ride.location.Fill;
import dev.whiteboard.ride.location.Locations;
import dev.whiteboard.ride.route.Routing;
import dev.whiteboard.testkit.Node;
import dev.whiteboard.testkit.Nodes;
import dev.whiteboard.testkit.TestTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Rides beside redis-benchmark, in one run on one machine: positions in, the nearest twenty, times by the streets, an hour of a
 * city, and how soon a request is offered. testing/load/rides starts it.
 *
 * <p>
 * Arguments: rounds, seconds a turn, and which parts to run (all if none).
 */
public final class RideBenchmark {
    private static final int DRIVERS = 100_000;
    private static final double SIDE_DEGREES = 0.1;
    /** Eleven kilometres by eleven in a city in which nothing else happens. */
    private static final Position ELSEWHERE = new Position(52.47, 13.33);
    private static final double WIDE_DEGREES = 0.164;
    private static final Position CORNER = new Position(37.7249, -122.4694);
    private static final int NEAREST = 20;
    private static final double RADIUS = 3_000;
    private static final Duration START = Duration.ofSeconds(180);
    private static final Pattern REDIS_RATE = Pattern.compile("\"[^\"]*\",\"([0-9.]+)\"");
    private static final Pattern WRK_RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final double UPDATES = 1_250_000;

    private final int rounds;
    private final int seconds;
    private final PostgresServer postgres = PostgresServer.at(Place.temporary(), Ports.free(), true);
    private final int redisPort = Ports.free();
    private final RedisServer redis = RedisServer.at(Place.temporary(), redisPort, false);
    private final KafkaServer kafka = KafkaServer.at(Place.temporary(), Ports.free(), Ports.free());
    private final Map<String, String> names = new HashMap<>();
    private final JdbcClient jdbc;
    private final SplittableRandom random = new SplittableRandom(43);

    private RideBenchmark(String[] arguments) throws Exception {
        rounds = Integer.parseInt(arguments[0]);
        seconds = Integer.parseInt(arguments[1]);
        postgres.start();
        redis.start();
        kafka.start();
        names.putAll(Map.of("POSTGRES_URL", postgres.url("postgres"), "POSTGRES_USER", PostgresServer.SUPERUSER,
                "POSTGRES_PASSWORD", "", "REDIS_URL", "redis://127.0.0.1:" + redisPort, "KAFKA_BOOTSTRAP",
                kafka.bootstrap(), "KAFKA_TOPIC_PREFIX", "", "SIGNING_SECRET",
                Base64.getEncoder().encodeToString(new byte[32]), "IDENTITY_URL",
                TestTokens.instance().identityUrl(), "RIDE_MATCHING", "batched"));
        names.put("whiteboard.ride.routing.deadline", "10s");
        names.put("whiteboard.ride.location.fresh", "10m");
        jdbc = JdbcClient
                .create(new DriverManagerDataSource(postgres.url("postgres"), PostgresServer.SUPERUSER, ""));
    }

    public static void main(String[] arguments) throws Exception {
        List<String> parts = arguments.length > 2
                ? Arrays.asList(arguments).subList(2, arguments.length)
                : List.of("positions", "ways", "hour", "offers");
        var benchmark = new RideBenchmark(arguments);
        try (Nodes nodes = Nodes.of(RideApplication.class, benchmark.names)) {
            Node node = nodes.start(Map.of());
            for (String part : parts) {
                switch (part) {
                    case "positions" -> benchmark.positions(node);
                    case "ways" -> benchmark.ways(node);
                    case "hour" -> benchmark.hour(node);
                    case "offers" -> benchmark.offers(node);
                    default -> throw new IllegalArgumentException("no part is called " + part);
                }
            }
        } finally {
            benchmark.kafka.stop();
            benchmark.redis.stop();
            benchmark.postgres.stop();
        }
        System.exit(0);
    }

    // --- positions ---

    private void positions(Node node) throws Exception {
        City city = node.bean(Cities.class).get("berlin");
        Locations locations = node.bean(Locations.class);
        Fill fill = new Fill(node.context(), city, DRIVERS, this::elsewhere);
        for (int moved = 0; moved < DRIVERS; moved += 1_000) {
            fill.move(1_000);
        }
        String service = TestTokens.instance().token("svc_load", "service");
        Path script = Files.createTempFile("nearby", ".lua");
        Files.writeString(script,
                """
                        wrk.headers["Authorization"] = "Bearer %s"
                        function request()
                           return wrk.format("GET", string.format("/internal/drivers/nearby?city=berlin&lat=%%.6f&lng=%%.6f", %f + math.random() * %f, %f + math.random() * %f))
                        end
                        """
                        .formatted(service, ELSEWHERE.lat(), SIDE_DEGREES, ELSEWHERE.lng(), WIDE_DEGREES));
        redisBenchmark(16, "GEOADD", "bench", "__rand_int__e-6", "__rand_int__e-6", "driver:__rand_int__");
        Map<String, List<Double>> rates = new HashMap<>();
        for (int round = 0; round <= rounds; round++) {
            Map<String, Double> turn = Map.of("GEOADD", redisBenchmark(1, "GEOADD", "bench", "__rand_int__e-6",
                    "__rand_int__e-6", "driver:__rand_int__"), "GEOADD -P 16",
                    redisBenchmark(16, "GEOADD", "bench", "__rand_int__e-6", "__rand_int__e-6",
                            "driver:__rand_int__"),
                    "GEOSEARCH",
                    redisBenchmark(16, "GEOSEARCH", "bench", "FROMLONLAT", "__rand_int__e-6", "__rand_int__e-6",
                            "BYRADIUS", "3", "km", "ASC", "COUNT", "20"),
                    "single", repeat(() -> fill.move(1_000)), "batches", repeat(() -> fill.moveInBatches(10)),
                    "in process", repeat(() -> {
                        locations.nearest(city, elsewhere(), RADIUS, NEAREST);
                        return 1;
                    }), "endpoint", wrk(node.url(), script));
            if (round > 0) {
                turn.forEach((name, rate) -> rates.computeIfAbsent(name, _ -> new ArrayList<>()).add(rate));
            }
        }
        say("%nPositions of %,d drivers on 11 km x 11 km; %d rounds of %d s", DRIVERS, rounds, seconds);
        rates.keySet().stream().sorted().forEach(name -> say("  %-12s %,12.0f/s  (%,.0f to %,.0f)", name,
                median(rates.get(name)), least(rates.get(name)), most(rates.get(name))));
        for (String[] pair : new String[][]{{"single", "GEOADD"}, {"batches", "GEOADD"}, {"batches", "GEOADD -P 16"},
            {"endpoint", "GEOSEARCH"}, {"in process", "GEOSEARCH"}}) {
            say("  %-28s %.2f", pair[0] + " / " + pair[1], median(rates.get(pair[0])) / median(rates.get(pair[1])));
        }
        say("  1.25 M updates/s are %.0f such nodes (this one has %d cores, and shares them with its servers), and %.0f Redis",
                Math.ceil(UPDATES / median(rates.get("batches"))), Runtime.getRuntime().availableProcessors(),
                Math.ceil(UPDATES / median(rates.get("GEOADD -P 16"))));
    }

    private Position elsewhere() {
        return new Position(ELSEWHERE.lat() + random.nextDouble() * SIDE_DEGREES,
                ELSEWHERE.lng() + random.nextDouble() * WIDE_DEGREES);
    }

    private Position anywhere() {
        return new Position(CORNER.lat() + random.nextDouble() * SIDE_DEGREES,
                CORNER.lng() + random.nextDouble() * SIDE_DEGREES);
    }

    private double redisBenchmark(int pipelined, String... command) throws Exception {
        List<String> words = new ArrayList<>(List.of("redis-benchmark", "-p", Integer.toString(redisPort), "-P",
                Integer.toString(pipelined),
                "-n", command[0].equals("GEOADD")
                        ? Integer.toString(seconds * 100_000)
                        : Integer.toString(
                                seconds * 400),
                "-r", Integer.toString(DRIVERS), "--csv"));
        words.addAll(List.of(command));
        return found(REDIS_RATE, run(words));
    }

    private double wrk(String url, Path script) {
        try {
            return found(WRK_RATE, run(List.of("wrk", "-t1", "-c16", "-d" + seconds + "s", "-s", script.toString(),
                    url)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String run(List<String> words) throws Exception {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(out);
        }
        return out;
    }

    private static double found(Pattern pattern, String out) {
        Matcher matcher = pattern.matcher(out);
        double found = matcher.find() ? Double.parseDouble(matcher.group(1)) : 0;
        if (found == 0 || out.contains("Non-2xx")) {
            throw new IllegalStateException(out);
        }
        return found;
    }

    private double repeat(DoubleSupplier work) {
        long begin = System.nanoTime();
        double done = 0;
        while (System.nanoTime() - begin < seconds * 1_000_000_000L) {
            done += work.getAsDouble();
        }
        return done * 1e9 / (System.nanoTime() - begin);
    }

    // --- ways ---

    private void ways(Node node) {
        Routing routing = mapped(node);
        List<Double> took = new ArrayList<>();
        for (int batch = 0; batch < 2_000; batch++) {
            Position pickup = anywhere();
            List<Position> cars = IntStream.range(0, NEAREST)
                    .mapToObj(_ -> new Position(pickup.lat() + (random.nextDouble() - 0.5) * 0.05,
                            pickup.lng() + (random.nextDouble() - 0.5) * 0.05))
                    .toList();
            long begin = System.nanoTime();
            routing.toward(pickup, cars);
            if (batch >= 500) {
                took.add((System.nanoTime() - begin) / 1e6);
            }
        }
        took.sort(null);
        say("%nTwenty times by the streets, within 4 km, 39,839 corners: %.1f ms (median), %.1f ms (p95), %.1f ms (p99)",
                took.get(took.size() / 2), took.get(took.size() * 95 / 100), took.get(took.size() * 99 / 100));
    }

    /** By the streets from now on. */
    private static Routing mapped(Node node) {
        Routing routing = node.bean(Routing.class);
        Position south = new Position(37.70, -122.45);
        Position north = new Position(37.85, -122.40);
        long straight = Math.round(south.metresTo(north) * 1.3 / 8);
        long end = System.nanoTime() + START.toNanos();
        while (routing.between(south, north).seconds() == straight) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("there is no map");
            }
            LockSupport.parkNanos(100_000_000);
        }
        return routing;
    }

    // --- an hour of a city ---

    private void hour(Node node) {
        Routing routing = mapped(node);
        for (int requests : new int[]{1_500, 2_000, 2_500}) {
            CityHour hour = new CityHour(routing, 300, requests, 43);
            say("%nAn hour, 300 drivers, %,d requests (trips alone take %.0f %% of the drivers' time)", requests,
                    100 * hour.load());
            Outcome nearest = hour.run(Strategy.NEAREST, 1);
            tell("nearest", nearest, nearest);
            tell("eta", hour.run(Strategy.ETA, 1), nearest);
            tell("batched, 2 s", hour.run(Strategy.BATCHED, 2), nearest);
            tell("batched, 10 s", hour.run(Strategy.BATCHED, 10), nearest);
        }
    }

    private static void tell(String name, Outcome outcome, Outcome beside) {
        say("  %-14s %,6d served, pickup %4.0f s (mean, %+.0f %%), %4.0f s (p95); from the request %4.0f s", name,
                outcome.served(), outcome.pickup(), 100 * (outcome.pickup() / beside.pickup() - 1),
                outcome.pickup95(), outcome.waited());
    }

    // --- from the request to the first offer ---

    private void offers(Node node) throws Exception {
        int many = 400;
        HttpClient http = HttpClient.newHttpClient();
        for (int driver = 0; driver < many; driver++) {
            String token = TestTokens.instance().token("usr_car" + driver, "user");
            send(http, node, "POST", "/api/v1/drivers", token, String.format(Locale.ROOT,
                    "{\"vehicle\":{\"make\":\"Fiat\",\"model\":\"Panda\",\"plate\":\"L %1$d\",\"color\":\"red\"},\"license_number\":\"L-%1$06d\"}",
                    driver));
            send(http, node, "PUT", "/api/v1/drivers/status", token, "{\"status\":\"available\"}");
            send(http, node, "PUT", "/api/v1/drivers/location", token, json(anywhere()));
        }
        int rate = 10;
        try (var riders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int request = 0; request < rate * seconds * rounds && request < many * 3 / 4; request++) {
                String way = "{\"pickup\":" + json(anywhere()) + ",\"dropoff\":" + json(anywhere()) + "}";
                String token = TestTokens.instance().token("usr_rider" + request, "user");
                riders.execute(() -> send(http, node, "POST", "/api/v1/rides/request", token, way));
                LockSupport.parkNanos(1_000_000_000L / rate);
            }
        }
        LockSupport.parkNanos(5_000_000_000L);
        say("%nFrom the request to the first offer, batches of 2 s, %d requests/s: %s", rate, jdbc.sql("""
                select format('%s of %s rides offered, %s ms (median), %s ms (p95), %s ms (p99)', count(first),
                    count(*), round(percentile_cont(0.5) within group (order by ms)),
                    round(percentile_cont(0.95) within group (order by ms)),
                    round(percentile_cont(0.99) within group (order by ms)))
                from (select min(made_at) as first, extract(epoch from min(made_at) - requested_at) * 1000 as ms
                    from ride left join offer on ride_id = id group by id) as ride""").query(String.class).single());
    }

    private static void send(HttpClient http, Node node, String method, String path, String token, String json) {
        try {
            int status = http.send(HttpRequest.newBuilder(URI.create(node.url() + path))
                    .header("Authorization", "Bearer " + token).header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(json)).build(), BodyHandlers.discarding()).statusCode();
            if (status >= 300) {
                throw new IllegalStateException(path + " is answered by " + status);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String json(Position place) {
        return String.format(Locale.ROOT, "{\"lat\":%.6f,\"lng\":%.6f}", place.lat(), place.lng());
    }

    private static double median(List<Double> all) {
        return all.stream().sorted().skip(all.size() / 2).findFirst().orElseThrow();
    }

    private static double least(List<Double> all) {
        return all.stream().min(Double::compare).orElseThrow();
    }

    private static double most(List<Double> all) {
        return all.stream().max(Double::compare).orElseThrow();
    }

    private static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
