package dev.whiteboard.feed.like;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.feed.FeedApi;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.Toy;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Double taps, retries, and likes that race with their own withdrawal. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA}, shared = true)
class LikeRaceTest {
    private static final int FANS = 8;
    private FeedApi api;

    @BeforeEach
    void start(TestEnvironment environment) {
        api = FeedApi.shared(environment);
    }

    @Test
    @Promise("feed.counts-equal-sets")
    void whateverIsTappedAtOnceTheCountIsTheSizeOfTheSet() {
        FeedApi.User author = api.user();
        List<FeedApi.User> fans = api.users(FANS);
        for (int round = 0; round < Scale.rounds(200); round++) {
            String tweet = author.tweets("hot " + round);
            countsEqualTheSet(number -> {
                FeedApi.User fan = fans.get(number % FANS);
                if (number % 3 == 2) {
                    fan.unlikes(tweet).expect(204);
                } else {
                    fan.likes(tweet).expect(200);
                }
            }, () -> author.sees(tweet).json().get("likes").asInt(),
                    () -> (int) fans.stream().filter(fan -> fan.sees(tweet).json().get("liked").asBoolean()).count());
        }
    }

    @Test
    @Promise("feed.counts-equal-sets")
    void retweetsTooAndAllOfItIsWhatTheAuditSays() {
        FeedApi.User author = api.user();
        List<FeedApi.User> fans = api.users(FANS);
        String tweet = author.tweets("retweet me");
        for (int round = 0; round < Scale.rounds(100); round++) {
            int turn = round;
            Race.of(FANS).run((int number) -> (number + turn) % 2 == 0
                    ? fans.get(number / 2).retweets(tweet).expect(200)
                    : fans.get(number / 2).unretweets(tweet).expect(204));
        }
        assertThat(author.sees(tweet).json().get("retweets").asLong()).isEqualTo(
                fans.stream().filter(fan -> fan.sees(tweet).json().get("retweeted").asBoolean()).count());
        assertThat(api.get("/admin/feed/reconcile", api.admin()).expect(200).json().get("drift").asInt()).isZero();
        assertThat(api.get("/admin/feed/reconcile", author.token()).status()).isEqualTo(403);
    }

    @Test
    @Promise(value = "feed.counts-equal-sets", naive = true)
    void lookingFirstAndCountingThenDoesNot() {
        JdbcClient jdbc = api.jdbc();
        jdbc.sql("create table if not exists naive_like (tweet int, fan int)").update();
        jdbc.sql("create table if not exists naive_count (tweet int primary key, likes int)").update();
        int[] tweets = {0};
        Toy.mustFail(200, () -> {
            int tweet = tweets[0]++;
            jdbc.sql("insert into naive_count values (?, 0)").param(tweet).update();
            countsEqualTheSet(number -> {
                int fan = number % FANS;
                if (jdbc.sql("select count(*) from naive_like where tweet = ? and fan = ?").params(tweet, fan)
                        .query(Integer.class).single() == 0) {
                    jdbc.sql("insert into naive_like values (?, ?)").params(tweet, fan).update();
                    jdbc.sql("update naive_count set likes = likes + 1 where tweet = ?").param(tweet).update();
                }
            }, () -> jdbc.sql("select likes from naive_count where tweet = ?").param(tweet).query(Integer.class)
                    .single(),
                    () -> jdbc.sql("select count(distinct fan) from naive_like where tweet = ?").param(tweet)
                            .query(Integer.class).single());
        });
    }

    @Test
    @Promise("feed.counts-equal-sets")
    void whatSomebodyElseBrokeTheAuditRepairs() {
        FeedApi.User author = api.user();
        String tweet = author.tweets("to be audited");
        author.likes(tweet).expect(200);
        CountAudit audit = api.bean(CountAudit.class);
        api.jdbc().sql("update tweet_count set likes = likes + 5, replies = 7").update();
        assertThat(audit.findings().drift()).isPositive();
        for (long place = audit.repair(0, 100); place != 0;) {
            place = audit.repair(place, 100);
        }
        assertThat(audit.findings().drift()).isZero();
        assertThat(author.sees(tweet).json().get("likes").asInt()).isEqualTo(1);
    }

    private static void countsEqualTheSet(IntConsumer tap, IntSupplier count, IntSupplier set) {
        Race.of(2 * FANS).run((int number) -> {
            tap.accept(number);
            return number;
        });
        assertThat(count.getAsInt()).isEqualTo(set.getAsInt());
    }
}
