package dev.whiteboard.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import com.sun.net.httpserver.HttpExchange;
import org.junit.jupiter.api.Test;

import dev.whiteboard.gateway.HostileUpstream;
import dev.whiteboard.gateway.RunningGateway;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.Toy;

/**
 * Random questions and random answers: whatever the origin marks as one client's, and whatever it made out of a client's
 * credentials, cookie or other headers, reaches nobody else.
 */
class PrivacyTest extends RunningGateway {
    private static final int AT_ONCE = 16;
    private static final AtomicLong PLACE = new AtomicLong();

    /** What the origin did for one request. */
    private record Made(
            Map<String, String> saw,
            Map<String, String> said) {}

    private record Asked(
            String path,
            Map<String, String> headers) {}

    private record Got(
            Asked asked,
            String body) {}

    private final Map<String, Made> made = new ConcurrentHashMap<>();
    private final AtomicLong number = new AtomicLong();

    @Test
    @Promise("edge.private-stays-private")
    void nobodyGetsAnAnswerThatWasMadeForSomebodyElse() throws Exception {
        List<String> tokens = List.of(TOKENS.token("usr_1"), TOKENS.token("usr_2"));
        try (HttpClient clients = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            check(tokens, asked -> {
                HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port
                        + asked.path()));
                asked.headers().forEach(request::header);
                return clients.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                        .thenApply(HttpResponse::body);
            });
        }
    }

    @Test
    @Promise(value = "edge.private-stays-private", naive = true)
    void aCacheThatGoesByTheAddressAloneTellsSecrets() throws Exception {
        Map<String, String> kept = new ConcurrentHashMap<>();
        try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            Toy.mustFail(3, () -> check(List.of("one", "two"), asked -> {
                String known = kept.get(asked.path());
                if (known != null) {
                    return CompletableFuture.completedFuture(known);
                }
                HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(VIDEO.url() + asked.path()));
                asked.headers().forEach(request::header);
                return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString()).thenApply(answer -> {
                    if (answer.headers().firstValue("cache-control").orElse("").contains("max-age")) {
                        kept.put(asked.path(), answer.body());
                    }
                    return answer.body();
                });
            }));
        }
    }

    private void check(List<String> tokens, Function<Asked, CompletableFuture<String>> client) throws Exception {
        Random random = Seed.random("privacy");
        String place = "/media/videos/vid_p" + PLACE.incrementAndGet() + "/";
        VIDEO.behave(this::invent);
        List<Got> got = new ArrayList<>();
        int rounds = Scale.rounds(10_000);
        for (int round = 0; round < rounds; round += AT_ONCE) {
            List<Asked> asked = new ArrayList<>();
            List<CompletableFuture<String>> answers = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                asked.add(new Asked(place + random.nextInt(rounds / 20), headers(random, tokens)));
                answers.add(client.apply(asked.getLast()));
            }
            for (int i = 0; i < AT_ONCE; i++) {
                got.add(new Got(asked.get(i), answers.get(i).get(60, TimeUnit.SECONDS)));
            }
        }
        Map<String, Integer> readers = new HashMap<>();
        got.forEach(one -> readers.merge(one.body(), 1, Integer::sum));
        assertThat(readers.values().stream().filter(count -> count > 1)).as("something was shared").isNotEmpty();
        for (Got one : got) {
            Made answer = made.get(one.body());
            if (answer != null) {
                judge(one, answer, readers.getOrDefault(one.body(), 0));
            }
        }
    }

    private static void judge(Got got, Made made, int readers) {
        boolean alone = readers == 1;
        String control = made.said().getOrDefault("Cache-Control", "").toLowerCase(Locale.ROOT);
        boolean marked = control.contains("private") || control.contains("no-store")
                || made.said().containsKey("Set-Cookie");
        assertThat(alone || !marked).as("an answer marked as one client's had %s readers: %s", readers, made).isTrue();
        for (String secret : List.of("authorization", "cookie", "x-user-id", "referer", "user-agent",
                "x-forwarded-for")) {
            String seen = made.saw().get(secret);
            String sent = got.asked().headers().get(secret);
            boolean harmless = seen == null || seen.isEmpty() || seen.equals(sent)
                    || secret.equals("x-forwarded-for") && alone
                    || secret.equals("user-agent") && seen.startsWith("Reactor");
            assertThat(harmless).as("made out of somebody else's %s: %s for %s", secret, made, got).isTrue();
        }
        if (made.said().getOrDefault("Vary", "").contains("Accept-Language") && !alone) {
            assertThat(made.saw().getOrDefault("accept-language", ""))
                    .isEqualTo(got.asked().headers().getOrDefault("accept-language", ""));
        }
    }

    /** An origin that says anything, and a different thing each time. */
    private void invent(HttpExchange exchange) throws java.io.IOException {
        Random random = new Random(exchange.getRequestURI().toString().hashCode() + number.incrementAndGet() / 64);
        Map<String, String> said = new HashMap<>();
        said.put("Cache-Control", pick(random, "public, max-age=60", "max-age=60", "private, max-age=60",
                "Private=\"x\", max-age=60", "no-store, max-age=60", "max-age=60, \"no-store", "s-maxage=60",
                "no-cache, max-age=60", "max-age=60, stale-while-revalidate=60"));
        if (random.nextInt(4) == 0) {
            said.put("Set-Cookie", "session=" + number.get());
        }
        if (random.nextInt(2) == 0) {
            said.put("Vary", pick(random, "Accept-Language", "Cookie", "*", "Authorization", "accept-encoding",
                    "Accept-Language, User-Agent", "X-User-Id"));
        }
        if (random.nextInt(2) == 0) {
            said.put("ETag", "\"" + number.get() + "\"");
        }
        Map<String, String> saw = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> saw.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        String body = "answer " + number.incrementAndGet();
        made.put(body, new Made(saw, said));
        said.forEach(exchange.getResponseHeaders()::set);
        HostileUpstream.answer(exchange, 200, "text/plain", body);
    }

    private static Map<String, String> headers(Random random, List<String> tokens) {
        Map<String, String> headers = new HashMap<>();
        if (random.nextInt(4) == 0) {
            headers.put("authorization", "Bearer " + tokens.get(random.nextInt(tokens.size())));
        }
        if (random.nextBoolean()) {
            headers.put("cookie", "session=" + random.nextInt(5));
        }
        if (random.nextBoolean()) {
            headers.put("accept-language", pick(random, "de", "en", "fr", ""));
        }
        if (random.nextBoolean()) {
            headers.put("x-user-id", "usr_" + random.nextInt(5));
        }
        if (random.nextBoolean()) {
            headers.put("accept-encoding", pick(random, "gzip", "identity", "br, gzip;q=0", "gzip, br"));
        }
        if (random.nextBoolean()) {
            headers.put("cache-control", pick(random, "no-cache", "max-stale=1000000", "only-if-cached", "no-store"));
        }
        headers.put("user-agent", "viewer/" + random.nextInt(5));
        headers.put("referer", "https://page.example/" + random.nextInt(5));
        headers.put("x-forwarded-for", "10.0.0." + random.nextInt(5));
        return headers;
    }

    private static String pick(Random random, String... some) {
        return some[random.nextInt(some.length)];
    }
}
