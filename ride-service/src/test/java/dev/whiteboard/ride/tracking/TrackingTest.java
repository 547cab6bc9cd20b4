package dev.whiteboard.ride.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.ride.Town;
import dev.whiteboard.ride.Town.Person;
import dev.whiteboard.ride.geo.Position;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What riders and drivers hear over their sockets. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA}, shared = true)
class TrackingTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Town town;

    @BeforeEach
    void start(TestEnvironment environment, TestTokens tokens) {
        town = Town.shared(environment, tokens);
    }

    @Test
    void bothSidesHearWhatHappensAndTheRiderSeesTheCar() {
        Position here = Town.quarter();
        Person driver = town.driver(here);
        Person rider = town.rider();
        try (Socket riders = new Socket(1, rider, ""); Socket drivers = new Socket(0, driver, "")) {
            String ride = rider.request(here);
            drivers.await("offer", "ride_id", ride);
            driver.act(ride, "accept").is(200);
            riders.await("ride_status", "status", "accepted");
            driver.at(Town.near(here, 30)).is(202);
            riders.await("driver_location", "ride_id", ride);
            driver.act(ride, "start").is(200);
            driver.act(ride, "complete").is(200);
            riders.await("ride_status", "status", "completed");
            drivers.await("ride_status", "status", "completed");
            String second = rider.request(here);
            drivers.await("offer", "ride_id", second);
            rider.act(second, "cancel").is(200);
            drivers.await("offer_closed", "reason", "withdrawn");
        }
    }

    @Test
    @Promise("ride.told-once")
    void whoComesBackWithACursorIsToldEachChangeOnceAndInOrder() {
        eachChangeIsToldOnce(Scale.rounds(100), (node, rider, cursor) -> new Socket(node, rider, cursor));
    }

    @Test
    @Promise(value = "ride.told-once", naive = true)
    void whoComesBackAndIsToldWhatHappensFromNowOnMissesWhatHappenedMeanwhile() {
        Toy.mustFail(1, () -> eachChangeIsToldOnce(10, (node, rider, _) -> new Socket(node, rider, "")));
    }

    /** How a client connects again. */
    private interface Return {
        Socket of(int node, Person rider, String cursor);
    }

    /** The first ride, and about every fourth, begins and ends while the rider is away; the last one does not. */
    private void eachChangeIsToldOnce(int rounds, Return back) {
        Random random = Seed.random("tracking");
        Position here = Town.quarter();
        Person driver = town.idle();
        Person rider = town.rider();
        List<String> told = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        Socket socket = new Socket(0, rider, "");
        for (int round = 0; round < rounds; round++) {
            boolean away = round + 1 < rounds && (round == 0 || random.nextInt(4) == 0);
            String cursor = away ? socket.drop(told) : "";
            String ride = rider.request(here);
            expected.add(ride + " matching");
            rider.act(ride, "cancel").is(200);
            expected.add(ride + " cancelled");
            if (away) {
                socket = back.of(random.nextInt(2), rider, cursor);
            }
        }
        String last = expected.getLast();
        Socket end = socket;
        await().atMost(Town.PATIENCE).until(() -> end.changes().contains(last));
        socket.drop(told);
        assertThat(told).isEqualTo(expected);
        assertThat(driver.get("/api/v1/drivers/offers").is(200).json().get("data")).isEmpty();
    }

    @Test
    void whoHasNoTokenOrAnothersCursorIsTurnedAway() {
        Person rider = town.rider();
        String cursor;
        try (Socket socket = new Socket(0, rider, "")) {
            cursor = socket.frames.getFirst().get("cursor").asString();
        }
        Socket stranger = new Socket(0, town.rider(), cursor, false);
        await().atMost(Town.PATIENCE).until(() -> stranger.closed == 4400);
        Socket nobody = new Socket(0, null, "", false);
        await().atMost(Town.PATIENCE).until(() -> nobody.closed == 4401);
    }

    /** A client. */
    private final class Socket implements WebSocket.Listener, AutoCloseable {
        private final List<JsonNode> frames = new CopyOnWriteArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private final WebSocket socket;
        private volatile int closed;

        Socket(int node, Person person, String cursor) {
            this(node, person, cursor, true);
        }

        Socket(int node, @Nullable Person person, String cursor, boolean awaitReady) {
            var builder = HTTP.newWebSocketBuilder();
            if (person != null) {
                builder.header("Authorization", "Bearer " + person.token());
            }
            socket = builder.buildAsync(URI.create(town.node(node).url().replace("http", "ws") + "/ws/rides"
                    + (cursor.isEmpty() ? "" : "?cursor=" + cursor)), this).join();
            if (awaitReady) {
                await("ready", "type", "ready");
            }
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                frames.add(JSON.readTree(text.toString()));
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            closed = status;
            return null;
        }

        void await(String type, String field, String value) {
            org.awaitility.Awaitility.await(type + " " + value).atMost(Town.PATIENCE)
                    .until(() -> frames.stream().anyMatch(frame -> frame.get("type").asString().equals(type)
                            && frame.path(field).asString("").equals(value)));
        }

        List<String> changes() {
            return frames.stream().filter(frame -> frame.get("type").asString().equals("ride_status"))
                    .map(frame -> frame.get("ride_id").asString() + " " + frame.get("status").asString()).toList();
        }

        /** Breaks the connection. @return the cursor of the last that was heard, all of which is told */
        String drop(List<String> told) {
            socket.abort();
            List<JsonNode> heard = List.copyOf(frames);
            told.addAll(changes().subList(0, (int) heard.stream()
                    .filter(frame -> frame.get("type").asString().equals("ride_status")).count()));
            return heard.stream().filter(frame -> frame.has("cursor")).toList().getLast().get("cursor").asString();
        }

        @Override
        public void close() {
            socket.abort();
        }
    }
}
