package dev.whiteboard.drills.feed;

import dev.whiteboard.drills.Await;
import dev.whiteboard.drills.Client;
import dev.whiteboard.drills.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Holds the platform to the ledger once the load has stopped. */
final class Audit {
    private static final Duration CATCH_UP = Duration.ofSeconds(60);

    private final Client client;
    private final Ledger ledger;

    Audit(Client client, Ledger ledger) {
        this.client = client;
        this.ledger = ledger;
    }

    void timelines(Verdict verdict) throws InterruptedException {
        List<String> wrong = new ArrayList<>();
        long end = System.nanoTime() + CATCH_UP.toNanos();
        for (Member member : ledger.members()) {
            String[] found = {""};
            Await.until(Duration.ofNanos(Math.max(0, end - System.nanoTime())), () -> {
                found[0] = differences(member);
                return found[0].isEmpty();
            });
            if (!found[0].isEmpty()) {
                wrong.add(member.id() + found[0]);
            }
        }
        verdict.check("every timeline is what its reader's own log says",
                wrong.isEmpty() && !ledger.posts().isEmpty(),
                wrong.size() + " of " + ledger.members().size() + " differ, " + ledger.posts().size() + " tweets; "
                        + wrong.stream().limit(3).toList());
        verdict.check("no read showed what was deleted or of whom its reader did not follow",
                ledger.leaks().isEmpty(),
                ledger.leaks().size() + " leaks " + ledger.leaks().stream().limit(3).toList());
    }

    void counters(Verdict verdict, String adminToken) throws InterruptedException {
        int wrong = 0;
        for (Post post : ledger.posts()) {
            if (post.deleted() != Belief.NO) {
                continue;
            }
            long sure = ledger.members().stream().filter(member -> likes(member, post) == Belief.YES).count();
            long atMost = ledger.members().stream().filter(member -> likes(member, post) != Belief.NO).count();
            Client.Answer answer = client.get("/api/v1/tweets/" + post.id(),
                    ledger.members().get(post.author()).token());
            long likes = answer.body().path("likes").asLong(-1);
            if (likes < sure || likes > atMost) {
                wrong++;
            }
        }
        verdict.check("every tweet counts the likes that were acknowledged", wrong == 0,
                wrong + " tweets count others");
        Client.Answer drift = client.get("/admin/feed/reconcile", adminToken);
        verdict.check("counters equal their sets", drift.body().path("drift").asLong(-1) == 0,
                "drift " + drift.body().path("drift"));
    }

    private static Belief likes(Member member, Post post) {
        return member.likes().getOrDefault(post.id(), Belief.NO);
    }

    /** What a reader lacks, has too much of, or has twice; empty if all is well. */
    private String differences(Member member) throws InterruptedException {
        Set<String> seen = new HashSet<>();
        int twice = 0;
        int extra = 0;
        String cursor = "";
        do {
            Client.Answer page = client.get("/api/v1/feed?limit=100" + cursor, member.token());
            if (page.status() != 200) {
                return " was answered " + page.status();
            }
            for (var tweet : page.body().path("tweets")) {
                String id = tweet.path("tweet_id").asString();
                Post post = ledger.post(id);
                twice += seen.add(id) ? 0 : 1;
                extra += post != null && (post.deleted() == Belief.YES || member.follows(post.author()) == Belief.NO)
                        ? 1
                        : 0;
            }
            String next = page.body().path("next_cursor").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
        long lacking = ledger.posts().stream().filter(post -> post.deleted() == Belief.NO
                && member.follows(post.author()) == Belief.YES && !seen.contains(post.id())).count();
        return twice + extra + lacking == 0
                ? ""
                : " lacks " + lacking + ", has " + extra + " too many and " + twice + " twice";
    }
}
