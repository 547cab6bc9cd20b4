package dev.whiteboard.drills.feed;

import dev.whiteboard.drills.Client;
import dev.whiteboard.drills.Journal;
import dev.whiteboard.drills.Load;
import java.util.Map;
import java.util.SplittableRandom;

/** Reads, tweets, likes, follows and deletions of everybody; each read is held to what its reader was told before. */
final class Traffic implements Load.Request {
    private final Client client;
    private final Journal journal;
    private final Ledger ledger;
    private final long seed;

    Traffic(Client client, Journal journal, Ledger ledger, long seed) {
        this.client = client;
        this.journal = journal;
        this.ledger = ledger;
        this.seed = seed;
    }

    @Override
    public boolean send(long number) throws InterruptedException {
        var random = new SplittableRandom(seed ^ number * 0x9E3779B97F4A7C15L);
        Member member = ledger.members().get(random.nextInt(ledger.members().size()));
        member.turn().lockInterruptibly();
        try {
            int dice = random.nextInt(100);
            if (dice < 55) {
                return read(member, random.nextBoolean() ? "following" : "for_you");
            }
            if (dice < 75 || ledger.posts().isEmpty()) {
                return tweet(member, number);
            }
            if (dice < 88) {
                return like(member, any(random), random.nextInt(3) > 0);
            }
            if (dice < 96) {
                return follow(member, ledger.members().get(random.nextInt(ledger.members().size())),
                        random.nextBoolean());
            }
            return delete(any(random));
        } finally {
            member.turn().unlock();
        }
    }

    private Post any(SplittableRandom random) {
        return ledger.posts().get(random.nextInt(ledger.posts().size()));
    }

    private boolean read(Member member, String mode) throws InterruptedException {
        long asked = System.nanoTime();
        Client.Answer answer = client.get("/api/v1/feed?limit=50&mode=" + mode, member.token());
        if (answer.status() != 200) {
            return served("read", answer);
        }
        answer.body().path("tweets").forEach(tweet -> {
            Post post = ledger.post(tweet.path("tweet_id").asString(""));
            if (post != null && (post.goneAt(asked)
                    || mode.equals("following") && member.follows(post.author()) == Belief.NO)) {
                ledger.leaked(post.id() + " was shown to " + member.id());
            }
        });
        return true;
    }

    private boolean tweet(Member member, long number) throws InterruptedException {
        Client.Answer answer = client.send("POST", "/api/v1/tweets", member.token(),
                Map.of("content", "drill " + seed + " " + number));
        if (answer.status() == 201) {
            String id = answer.body().path("tweet_id").asString();
            ledger.posted(id, member.number());
            journal.note("201 " + id + " by " + member.id());
            return true;
        }
        return served("tweet", answer);
    }

    private boolean like(Member member, Post post, boolean wanted) throws InterruptedException {
        Client.Answer answer = client.send(wanted ? "POST" : "DELETE", "/api/v1/tweets/" + post.id() + "/like",
                member.token(), Map.of());
        if (answer.status() == 200 || answer.status() == 204 || answer.inDoubt()) {
            member.likes().put(post.id(), Belief.after(wanted, answer.inDoubt()));
        }
        return served(wanted ? "like" : "unlike", answer);
    }

    private boolean follow(Member member, Member other, boolean wanted) throws InterruptedException {
        if (member == other) {
            return true;
        }
        Client.Answer answer = client.send("POST",
                "/api/v1/users/" + other.id() + (wanted ? "/follow" : "/unfollow"), member.token(), Map.of());
        if (answer.status() == 200 || answer.inDoubt()) {
            member.follows(other.number(), Belief.after(wanted, answer.inDoubt()));
        }
        return served(wanted ? "follow" : "unfollow", answer);
    }

    private boolean delete(Post post) throws InterruptedException {
        Client.Answer answer = client.send("DELETE", "/api/v1/tweets/" + post.id(),
                ledger.members().get(post.author()).token(), Map.of());
        if (answer.status() == 204 || answer.inDoubt()) {
            post.delete(answer.inDoubt());
            journal.note(answer.status() + " deleted " + post.id());
        }
        return served("delete", answer);
    }

    /** What is gone already is an answer too. */
    private boolean served(String what, Client.Answer answer) {
        boolean served = answer.status() == 200 || answer.status() == 204 || answer.status() == 404;
        if (!served) {
            journal.note(answer.status() + " " + what);
        }
        return served;
    }
}
