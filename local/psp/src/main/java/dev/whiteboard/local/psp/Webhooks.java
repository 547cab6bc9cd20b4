package dev.whiteboard.local.psp;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the merchant what happened, late, twice and in no order, and again until it is acknowledged. */
final class Webhooks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final long LONGEST_PAUSE_MILLIS = 10_000;
    private static final long FIRST_PAUSE_MILLIS = 200;

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final ScheduledExecutorService clockwork = Executors.newScheduledThreadPool(4,
            Thread.ofPlatform().name("webhooks-", 0).daemon().factory());
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong waiting = new AtomicLong();
    private final WebhookSignature signature;
    private final Mood mood;
    private final Journal journal;
    private volatile URI url;

    Webhooks(WebhookSignature signature, URI url, Mood mood, Journal journal) {
        this.signature = signature;
        this.url = url;
        this.mood = mood;
        this.journal = journal;
    }

    void sendTo(URI next) {
        url = next;
    }

    /** Delivers the news, as often as it is the fashion. */
    void announce(Done done) {
        Behaviour now = mood.behaviour();
        for (int copy = 0; copy < now.webhookCopies(); copy++) {
            long dice = Mood.mix(now.seed() ^ Mood.mix(done.key().hashCode() * 31L + copy));
            later(done, Long.remainderUnsigned(dice, now.webhookSpreadMillis() + 1L), FIRST_PAUSE_MILLIS, copy == 0);
        }
    }

    /** One delivery now, before anything else happens; not repeated if it fails. */
    void announceAtOnce(Done done) {
        deliver(done);
    }

    Map<String, Object> report() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("acknowledged", acknowledged.get());
        report.put("waiting", waiting.get());
        return report;
    }

    private void later(Done done, long millis, long nextPause, boolean first) {
        waiting.incrementAndGet();
        try {
            var _ = clockwork.schedule(() -> attempt(done, nextPause, first), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("{} is told after the next start", done.key());
        }
    }

    private void attempt(Done done, long nextPause, boolean first) {
        try {
            if (mood.behaviour().webhooks() && deliver(done)) {
                if (first) {
                    journal.append(new Journal.Line(null, null, done.key()));
                }
            } else {
                later(done, nextPause, Math.min(2 * nextPause, LONGEST_PAUSE_MILLIS), first);
            }
        } catch (RuntimeException e) {
            LOG.warn("{} was not told of", done.key(), e);
        } finally {
            waiting.decrementAndGet();
        }
    }

    private boolean deliver(Done done) {
        byte[] body = Json.MAPPER.writeValueAsBytes(event(done));
        var request = HttpRequest.newBuilder(url).timeout(PATIENCE).header("Content-Type", "application/json")
                .header(WebhookSignature.HEADER, signature.of(body)).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        try {
            int status = http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
            boolean taken = status / 100 == 2;
            if (taken) {
                acknowledged.incrementAndGet();
            }
            return taken;
        } catch (IOException notNow) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Map<String, Object> event(Done done) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("id", "evt_" + done.id());
        event.put("type", "operation." + done.status());
        event.put("created", done.created().toString());
        event.put("data", Json.view(done));
        return event;
    }

    @Override
    public void close() {
        clockwork.shutdownNow();
        http.shutdownNow();
    }
}
