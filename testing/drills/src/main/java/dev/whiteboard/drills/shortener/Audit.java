package dev.whiteboard.drills.shortener;

import dev.whiteboard.drills.Await;
import dev.whiteboard.drills.Client;
import dev.whiteboard.drills.Verdict;
import dev.whiteboard.drills.shortener.Ledger.Link;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Holds the platform to the ledger once the load has stopped. */
final class Audit {
    private static final Duration CATCH_UP = Duration.ofSeconds(60);
    private static final int TOO_MANY_REQUESTS = 429;

    private final Client client;
    private final Ledger ledger;
    private final String token;

    Audit(Client client, Ledger ledger, String token) {
        this.client = client;
        this.ledger = ledger;
        this.token = token;
    }

    void links(Verdict verdict) throws InterruptedException {
        int lost = 0;
        for (Link link : ledger.all()) {
            Client.Answer answer = client.get("/" + link.key(), null);
            if (answer.status() == 302) {
                link.seen().incrementAndGet();
            } else if (answer.inDoubt()) {
                link.inDoubt().incrementAndGet();
            }
            boolean usedUp = answer.status() == 410 && link.limited();
            if (!usedUp && (answer.status() != 302 || !link.longUrl().equals(answer.location()))) {
                lost++;
            }
        }
        verdict.check("every acknowledged link leads where the client was told", lost == 0 && ledger.size() > 0,
                lost + " lost of " + ledger.size());
        List<Link> limited = ledger.all().stream().filter(Link::limited).toList();
        long passed = limited.stream().filter(Link::limitPassed).count();
        verdict.check("no click limit is passed", passed == 0 && !limited.isEmpty(),
                String.format("%d of %d limited links led more people on than they were made for; %d are used up",
                        passed,
                        limited.size(), limited.stream().filter(link -> link.seen().get() == link.limit()).count()));
        verdict.check("no key is given twice", ledger.keysGivenTwice().isEmpty(),
                ledger.keysGivenTwice().size() + " keys given twice");
        verdict.check("no redirect led elsewhere or was refused", ledger.wrongAnswers().isEmpty(),
                ledger.wrongAnswers().stream().limit(3).toList() + " (" + ledger.wrongAnswers().size() + ")");
    }

    void clicks(Verdict verdict, long mayBeLost) throws InterruptedException {
        var counted = new HashMap<String, Integer>();
        int seen = ledger.redirectsSeen();
        Instant end = Instant.now();
        Await.until(CATCH_UP, () -> countedUntil().isAfter(end));
        int total = total(counted);
        int over = 0;
        for (Link link : ledger.all()) {
            if (counted.getOrDefault(link.key(), 0) > link.seen().get() + link.inDoubt().get()) {
                over++;
            }
        }
        verdict.check("no click is counted twice", over == 0, over + " links count more clicks than clients made");
        verdict.check("no click is lost beyond the spool's flush interval at a kill", total >= seen - mayBeLost,
                String.format("%d redirects seen, %d counted, up to %d may be lost", seen, total, mayBeLost));
    }

    void reconciliation(Verdict verdict, String adminToken) throws InterruptedException {
        Client.Answer[] answer = new Client.Answer[1];
        Await.until(CATCH_UP, () -> {
            answer[0] = client.get("/admin/shortener/reconcile", adminToken);
            return answer[0].body().path("drift").asLong(-1) == 0;
        });
        verdict.check("raw clicks and roll-ups agree", answer[0].body().path("drift").asLong(-1) == 0,
                "drift " + answer[0].body().path("drift"));
    }

    private int total(Map<String, Integer> counted) throws InterruptedException {
        int total = 0;
        for (Link link : ledger.all()) {
            int clicks = stats(link).path("total_clicks").asInt(0);
            counted.put(link.key(), clicks);
            total += clicks;
        }
        return total;
    }

    private Instant countedUntil() throws InterruptedException {
        String until = stats(ledger.link(0)).path("counted_until").asString("");
        return until.isEmpty() ? Instant.MIN : Instant.parse(until);
    }

    /** Asks again later if it is told that it asks too often: the platform's limits hold for drills too. */
    private JsonNode stats(Link link) throws InterruptedException {
        Client.Answer[] answer = new Client.Answer[1];
        Await.until(CATCH_UP, () -> {
            answer[0] = client.get("/api/v1/stats/" + link.key(), token);
            return answer[0].status() != TOO_MANY_REQUESTS;
        });
        return answer[0].body();
    }
}
