package dev.whiteboard.ride;

import dev.whiteboard.ride.geo.Position;
import dev.whiteboard.testkit.Node;
import dev.whiteboard.testkit.Nodes;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Two nodes of the service, started once for all classes with {@code @Servers(value = {POSTGRES, REDIS, KAFKA}, shared =
 * true)}, and people in places that no other test uses.
 */
public final class Town {
    public static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final AtomicInteger QUARTERS = new AtomicInteger();
    private static final int QUARTERS_A_ROW = 8;
    private static @Nullable Town shared;

    private final JdbcClient jdbc;
    private final TestTokens tokens;
    private final List<Node> nodes;

    private Town(JdbcClient jdbc, TestTokens tokens, List<Node> nodes) {
        this.jdbc = jdbc;
        this.tokens = tokens;
        this.nodes = nodes;
    }

    public static synchronized Town shared(TestEnvironment environment, TestTokens tokens) {
        if (shared == null) {
            Nodes nodes = Nodes.of(RideApplication.class, names(environment));
            shared = new Town(JdbcClient.create(environment.postgres().dataSource()), tokens,
                    List.of(nodes.start(Map.of()), nodes.start(Map.of("whiteboard.ride.location.index", "redis"))));
        }
        return shared;
    }

    /** A node of its own, with other settings. */
    public static Town with(TestEnvironment environment, TestTokens tokens, Map<String, String> settings) {
        Map<String, String> names = names(environment);
        names.putAll(settings);
        return new Town(JdbcClient.create(environment.postgres().dataSource()), tokens,
                List.of(Nodes.of(RideApplication.class, names).start(Map.of())));
    }

    /** Offers that do not run out by themselves, but do when a test moves the clock by half a minute, which ids endure. */
    public static Map<String, String> names(TestEnvironment environment) {
        for (String topic : List.of("ride.positions.v1", "ride.rides.v1", "billing.commands.v1",
                "billing.payments.v1")) {
            environment.kafka().createTopic(topic, 12);
        }
        Map<String, String> names = new HashMap<>(environment.names());
        names.put("whiteboard.ride.match.offer", "25s");
        names.put("whiteboard.ride.match.patience", "30s");
        names.put("whiteboard.ride.match.retry", "50ms");
        names.put("whiteboard.ride.match.poll", "20ms");
        names.put("whiteboard.ride.surge.enabled", "false");
        names.put("whiteboard.ride.routing.enabled", "false");
        return names;
    }

    public void close() {
        nodes.forEach(Node::close);
    }

    public Node node(int number) {
        return nodes.get(number);
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    public long count(String from) {
        return jdbc.sql("select count(*) from " + from).query(Long.class).single();
    }

    /** A place that is more than a search away from all that others get. */
    public static Position quarter() {
        int number = QUARTERS.incrementAndGet() % (QUARTERS_A_ROW * QUARTERS_A_ROW);
        return new Position(37.4 + number / QUARTERS_A_ROW * 0.095, -122.85 + number % QUARTERS_A_ROW * 0.12);
    }

    public static Position near(Position place, double metresNorth) {
        return new Position(place.lat() + metresNorth / 111_000, place.lng());
    }

    public Person rider() {
        return new Person("usr_rider" + NUMBERS.incrementAndGet());
    }

    /** Another service. */
    public Person service() {
        return new Person("svc_dispatch", "service");
    }

    /** Somebody who drives, works, and is there. */
    public Person driver(Position place) {
        Person driver = idle();
        driver.at(place).is(202);
        return driver;
    }

    /** Somebody who drives and works, and has not said where. */
    public Person idle() {
        Person driver = new Person("usr_driver" + NUMBERS.incrementAndGet());
        driver.post("/api/v1/drivers",
                """
                        {"vehicle":{"make":"Fiat","model":"Panda","plate":"B %1$d","color":"red"},"license_number":"L-%1$06d"}"""
                        .formatted(NUMBERS.incrementAndGet()))
                .is(201);
        driver.put("/api/v1/drivers/status", "{\"status\":\"available\"}").is(200);
        return driver;
    }

    public List<Person> idle(int many) {
        return IntStream.range(0, many).mapToObj(_ -> idle()).toList();
    }

    /** Waits until the ride is so. */
    public Told await(Person person, String rideId, String status) {
        Awaitility.await(rideId + " to be " + status).atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20)).until(() -> person.ride(rideId).text("status").equals(status));
        return person.ride(rideId);
    }

    public static String json(Position place) {
        return String.format(Locale.ROOT, "{\"lat\":%.7f,\"lng\":%.7f}", place.lat(), place.lng());
    }

    /** Somebody with a token. */
    public final class Person {
        private final String id;
        private final String token;

        Person(String id) {
            this(id, "user");
        }

        Person(String id, String role) {
            this.id = id;
            this.token = tokens.token(id, role);
        }

        public String token() {
            return token;
        }

        public String id() {
            return id;
        }

        /** Asks for a ride of some three kilometres. */
        public String request(Position pickup) {
            return post("/api/v1/rides/request", way(pickup)).is(201).text("ride_id");
        }

        public static String way(Position pickup) {
            return "{\"pickup\":" + json(pickup) + ",\"dropoff\":" + json(near(pickup, 3_000)) + "}";
        }

        public Told at(Position place) {
            return put("/api/v1/drivers/location", json(place));
        }

        public Told ride(String rideId) {
            return get("/api/v1/rides/" + rideId);
        }

        public Told act(String rideId, String verb) {
            return post("/api/v1/rides/" + rideId + "/" + verb, "");
        }

        /** Waits until the ride is offered, and takes it. */
        public void take(String rideId) {
            awaitOffer(rideId);
            act(rideId, "accept").is(200);
        }

        public void awaitOffer(String rideId) {
            Awaiting.offer(this, rideId);
        }

        public Told get(String path) {
            return Told.send(request(0, path).GET().build());
        }

        public Told post(String path, String json) {
            return post(0, path, json, null);
        }

        public Told post(int node, String path, String json, @Nullable String key) {
            HttpRequest.Builder request = request(node, path);
            if (key != null) {
                request.header("Idempotency-Key", key);
            }
            return Told.send(json.isEmpty()
                    ? request.POST(BodyPublishers.noBody()).build()
                    : request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)).build());
        }

        public Told put(String path, String json) {
            return put(0, path, json);
        }

        public Told put(int node, String path, String json) {
            return Told.send(request(node, path).header("Content-Type", "application/json")
                    .PUT(BodyPublishers.ofString(json)).build());
        }

        private HttpRequest.Builder request(int node, String path) {
            return HttpRequest.newBuilder(URI.create(nodes.get(node % nodes.size()).url() + path))
                    .timeout(Duration.ofSeconds(30)).header("Authorization", "Bearer " + token);
        }
    }

    /** Waiting for what the matcher does. */
    private static final class Awaiting {
        static void offer(Person driver, String rideId) {
            Awaitility.await("an offer of " + rideId).atMost(PATIENCE).pollInterval(Duration.ofMillis(20))
                    .until(() -> driver.get("/api/v1/drivers/offers").json().get("data").valueStream()
                            .anyMatch(offer -> offer.get("ride_id").asString().equals(rideId)));
        }
    }
}
