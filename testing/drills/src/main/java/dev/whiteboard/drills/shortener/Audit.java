package dev.whiteboard.drills.shortener;

import dev.whiteboard.drills.Await;
import dev.whiteboard.drills.Client;
import dev.whiteboard.drills.Verdict;
import dev.whiteboard.drills.shortener.Ledger.Link;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Holds the platform to the ledger once the load has stopped. */
final class Audit {
    private static final Duration CATCH_UP = Duration.ofSeconds(60);

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
            if (answer.status() != 302 || !link.longUrl().equals(answer.location())) {
                lost++;
            }
        }
        verdict.check("every acknowledged link leads where the client was told", lost == 0 && ledger.size() > 0,
                lost + " lost of " + ledger.size());
        verdict.check("no key is given twice", ledger.keysGivenTwice().isEmpty(),
                ledger.keysGivenTwice().size() + " keys given twice");
        verdict.check("no redirect led elsewhere or was refused", ledger.wrongAnswers().isEmpty(),
                ledger.wrongAnswers().stream().limit(3).toList() + " (" + ledger.wrongAnswers().size() + ")");
    }

    void clicks(Verdict verdict, long mayBeLost) throws InterruptedException {
        var counted = new HashMap<String, Integer>();
        int seen = ledger.redirectsSeen();
        Await.until(CATCH_UP, () -> total(counted) >= seen);
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
            int clicks = client.get("/api/v1/stats/" + link.key(), token).body().path("total_clicks").asInt(0);
            counted.put(link.key(), clicks);
            total += clicks;
        }
        return total;
    }
}
