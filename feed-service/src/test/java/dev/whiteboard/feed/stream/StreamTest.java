package dev.whiteboard.feed.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.feed.FeedApi;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA}, shared = true)
class StreamTest {
    private static final Duration SOON = Duration.ofSeconds(15);
    private FeedApi api;

    @BeforeEach
    void start(TestEnvironment environment) {
        api = FeedApi.shared(environment);
    }

    @Test
    @Promise("feed.stream-complete")
    void newsComeInBatchesAndWhoComesBackMissesNothing() throws Exception {
        tellsEverything(true);
    }

    @Test
    @Promise(value = "feed.stream-complete", naive = true)
    void tellingOnlyWhoListensLosesWhatComesBetween() {
        Toy.mustFail(1, () -> tellsEverything(false));
    }

    /** @param resumes whether who comes back says how far they were told */
    private void tellsEverything(boolean resumes) throws Exception {
        FeedApi.User reader = api.user();
        FeedApi.User author = api.user();
        reader.does("follow", author);
        author.tweets("before the stream");
        List<String> expected = new ArrayList<>();
        List<String> told = new ArrayList<>();
        String last = null;
        for (int turn = 0; turn < 3; turn++) {
            try (var stream = open(reader, resumes ? last : null, turn == 1)) {
                stream.awaitOpen();
                for (int i = 0; i < 12; i++) {
                    expected.add(author.tweets("live " + turn + " " + i));
                }
                await().atMost(SOON).until(() -> stream.told().contains(expected.getLast()));
                assertThat(stream.batches()).as("batches for %d tweets", stream.told().size())
                        .isLessThan(stream.told().size());
                told.addAll(stream.told());
                last = stream.lastId();
            }
            expected.add(author.tweets("while nobody listens " + turn));
            await().atMost(SOON).until(() -> reader.home().contains(expected.getLast()));
        }
        expected.removeLast();
        assertThat(told).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    @Promise("feed.withdrawn-at-once")
    void aStreamTellsNothingOfThoseWhoAreBlockedOrMutedOrNoLongerFollowed() throws Exception {
        FeedApi.User reader = api.user();
        List<FeedApi.User> authors = api.users(5);
        authors.forEach(author -> reader.does("follow", author));
        try (var stream = open(reader, null, false)) {
            stream.awaitOpen();
            reader.does("block", authors.get(0));
            authors.get(1).does("block", reader);
            reader.does("mute", authors.get(2));
            reader.does("unfollow", authors.get(3));
            authors.subList(0, 4).forEach(author -> author.tweets("not for you"));
            reader.tweets("no news to me");
            String seen = authors.get(4).tweets("for you");
            await().atMost(SOON).until(() -> stream.told().contains(seen));
            assertThat(stream.told()).containsExactly(seen);
        }
    }

    @Test
    @Promise("feed.bad-input")
    void aStreamNeedsAGoodTokenAndAnIdOfItsOwn() {
        FeedApi.User reader = api.user();
        api.get("/api/v1/feed/stream", null).expect(401);
        assertThat(api.get("/api/v1/feed/stream?access_token=nonsense", null).expect(401).code())
                .isEqualTo("INVALID_TOKEN");
        api.get("/api/v1/feed/stream?access_token=" + TestTokens.instance().forged(reader.id()), null).expect(401);
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + "/api/v1/feed/stream"))
                .header("Authorization", "Bearer " + reader.token()).header("Last-Event-ID", "12").build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(400);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aStreamEndsWithItsToken() throws Exception {
        FeedApi.User reader = api.user();
        String brief = TestTokens.instance().token(reader.id(), claims -> claims
                .expirationTime(java.util.Date.from(java.time.Instant.now().plusSeconds(3))));
        try (var stream = new Listener(api.port(), brief, null, true)) {
            stream.awaitOpen();
            await().atMost(SOON).until(stream::ended);
        }
    }

    private Listener open(FeedApi.User reader, @Nullable String last, boolean byParameter) throws Exception {
        return new Listener(api.port(), reader.token(), last, byParameter);
    }

    /** A client that listens. */
    private static final class Listener implements AutoCloseable {
        private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        private final InputStream body;
        private final List<String> told = new CopyOnWriteArrayList<>();
        private final List<String> lines = new CopyOnWriteArrayList<>();
        private volatile @Nullable String lastId;
        private volatile int batches;
        private volatile boolean ended;

        Listener(int port, String token, @Nullable String last, boolean byParameter) throws Exception {
            String uri = "http://127.0.0.1:" + port + "/api/v1/feed/stream"
                    + (byParameter ? "?access_token=" + token : "");
            var request = HttpRequest.newBuilder(URI.create(uri)).header("Accept", "text/event-stream");
            if (!byParameter) {
                request.header("Authorization", "Bearer " + token);
            }
            if (last != null) {
                request.header("Last-Event-ID", last);
            }
            HttpResponse<InputStream> response = client.send(request.build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("content-type").orElse("")).startsWith("text/event-stream");
            body = response.body();
            Thread.startVirtualThread(this::listen);
        }

        private void listen() {
            try (var reader = new java.io.BufferedReader(new java.io.InputStreamReader(body))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    lines.add(line);
                    if (line.startsWith("id:")) {
                        lastId = line.substring(3).strip();
                    } else if (line.startsWith("data:")) {
                        JsonNode data = JsonMapper.shared().readTree(line.substring(5));
                        batches++;
                        assertThat(data.get("count").asInt()).isEqualTo(data.get("tweet_ids").size());
                        data.get("tweet_ids").forEach(id -> told.add(id.asString()));
                    }
                }
            } catch (IOException closed) {
                lines.add("closed");
            }
            ended = true;
        }

        void awaitOpen() {
            await().atMost(SOON).until(() -> !lines.isEmpty());
        }

        List<String> told() {
            return told;
        }

        int batches() {
            return batches;
        }

        @Nullable
        String lastId() {
            return lastId;
        }

        boolean ended() {
            return ended;
        }

        @Override
        public void close() throws IOException {
            body.close();
            client.shutdownNow();
        }
    }
}
