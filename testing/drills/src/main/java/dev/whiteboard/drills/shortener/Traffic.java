package dev.whiteboard.drills.shortener;

import dev.whiteboard.drills.Client;
import dev.whiteboard.drills.Journal;
import dev.whiteboard.drills.Load;
import dev.whiteboard.drills.shortener.Ledger.Link;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * One link made for every nine followed, now and then one for a limited number of clicks, which then draws a crowd; what comes
 * back goes to the ledger and the journal.
 */
final class Traffic implements Load.Request {
    private static final int ONE_IN = 10;
    private static final int ONE_LIMITED_IN = 500;
    private static final int LIMIT = 60;
    private static final int ONE_OF_THE_CROWD_IN = 5;

    private final Client client;
    private final Journal journal;
    private final Ledger ledger;
    private final String token;
    private final long seed;

    Traffic(Client client, Journal journal, Ledger ledger, String token, long seed) {
        this.client = client;
        this.journal = journal;
        this.ledger = ledger;
        this.token = token;
        this.seed = seed;
    }

    @Override
    public boolean send(long number) throws InterruptedException {
        var random = new SplittableRandom(seed ^ number * 0x9E3779B97F4A7C15L);
        if (number % ONE_IN == 0 || ledger.size() == 0) {
            return shorten("https://example.org/drill/" + seed + "/" + number,
                    number % ONE_LIMITED_IN == 0 ? LIMIT : 0);
        }
        Link crowded = ledger.newestLimited();
        return follow(crowded != null && random.nextInt(ONE_OF_THE_CROWD_IN) == 0
                ? crowded
                : ledger.link(random.nextInt(ledger.size())));
    }

    private boolean shorten(String longUrl, int limit) throws InterruptedException {
        Client.Answer answer = client.send("POST", "/api/v1/shorten", token,
                limit == 0 ? Map.of("long_url", longUrl) : Map.of("long_url", longUrl, "max_clicks", limit));
        if (answer.status() == 201) {
            String key = answer.body().path("short_key").asString();
            journal.note("201 " + key + " " + longUrl);
            ledger.acknowledged(key, longUrl, limit);
            return true;
        }
        journal.note(answer.status() + " shorten " + longUrl);
        return false;
    }

    private boolean follow(Link link) throws InterruptedException {
        Client.Answer answer = client.get("/" + link.key(), null);
        if (answer.status() == 302) {
            link.seen().incrementAndGet();
            journal.note("302 " + link.key());
            if (!link.longUrl().equals(answer.location())) {
                ledger.wrongAnswer(link.key() + " led to " + answer.location());
            }
            return true;
        }
        journal.note(answer.status() + " follow " + link.key());
        if (answer.status() == 410 && link.limited()) {
            return true;
        }
        if (answer.inDoubt()) {
            link.inDoubt().incrementAndGet();
        } else {
            ledger.wrongAnswer(link.key() + " answered " + answer.status());
        }
        return false;
    }
}
