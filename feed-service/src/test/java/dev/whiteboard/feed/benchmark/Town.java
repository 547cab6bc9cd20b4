package dev.whiteboard.feed.benchmark;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * People and whom they follow, by a power law: few are followed by nearly all, most by few. Person 1 has the most
 * followers. The same seed makes the same town.
 */
final class Town {
    private static final int BATCH = 20_000;
    private static final double EXPONENT = 0.9;

    private final int people;
    private final double[] cumulated;
    private final Random random;

    Town(int people, long seed) {
        this.people = people;
        this.random = new Random(seed);
        this.cumulated = new double[people];
        double sum = 0;
        for (int i = 0; i < people; i++) {
            sum += Math.pow(i + 1.0, -EXPONENT);
            cumulated[i] = sum;
        }
    }

    /** Somebody, the famous more often. */
    long famous() {
        double place = random.nextDouble() * cumulated[people - 1];
        int found = Arrays.binarySearch(cumulated, place);
        return 1 + Math.min(people - 1, found < 0 ? -found - 1 : found);
    }

    /** Somebody. */
    long anybody() {
        return 1 + random.nextInt(people);
    }

    void settle(JdbcClient jdbc, int followees, int tweets) {
        jdbc.sql("insert into person select i, 'user' || i, 'User ' || i, 1 from generate_series(1, :people) i")
                .param("people", people).update();
        Long[] followers = new Long[BATCH];
        Long[] followed = new Long[BATCH];
        int filled = 0;
        for (long follower = 1; follower <= people; follower++) {
            Set<Long> mine = new HashSet<>();
            for (int i = 0; i < followees; i++) {
                long followee = famous();
                if (followee != follower && mine.add(followee)) {
                    followers[filled] = follower;
                    followed[filled++] = followee;
                }
                if (filled == BATCH) {
                    insert(jdbc, followers, followed);
                    filled = 0;
                }
            }
        }
        insert(jdbc, Arrays.copyOf(followers, filled), Arrays.copyOf(followed, filled));
        jdbc.sql("""
                update person set followers = f.n from (select followee_id, count(*) n from follow group by 1) f
                where id = f.followee_id""").update();
        Long[] authors = new Long[tweets];
        Arrays.setAll(authors, i -> famous());
        jdbc.sql("""
                with posted as (
                    insert into tweet (id, author_id, content, media, hashtags, mentions, created_at)
                    select place, author, 'What a day ' || place, '{}', '{}', '{}',
                           wb_now() - (:tweets - place) * interval '1 second'
                    from unnest(:authors::bigint[]) with ordinality as a (author, place)
                    returning id, author_id
                ), counted as (insert into tweet_count (tweet_id) select id from posted)
                insert into entry select id, author_id, id, true from posted""")
                .param("tweets", tweets).param("authors", authors).update();
        jdbc.sql("analyze").update();
    }

    /** Newcomers who follow so many each, the famous and the others. */
    void join(JdbcClient jdbc, long[] newcomers, int followees) {
        for (long newcomer : newcomers) {
            Set<Long> followed = new HashSet<>();
            while (followed.size() < followees) {
                followed.add(random.nextBoolean() ? famous() : anybody());
            }
            Long[] self = new Long[followees];
            Arrays.fill(self, newcomer);
            insert(jdbc, self, followed.toArray(Long[]::new));
        }
        jdbc.sql("analyze follow").update();
    }

    private static void insert(JdbcClient jdbc, Long[] followers, Long[] followed) {
        jdbc.sql("insert into follow select * from unnest(:one::bigint[], :other::bigint[]) on conflict do nothing")
                .param("one", followers).param("other", followed).update();
    }
}
