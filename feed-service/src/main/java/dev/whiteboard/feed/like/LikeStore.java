package dev.whiteboard.feed.like;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The set of likes and its sizes. Who changes the set of a tweet holds the row of its size. */
@Repository
class LikeStore {
    private final JdbcClient jdbc;

    LikeStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Makes all wishes true in one transaction: one row lock and one update a tweet, however many like it. */
    @Transactional
    public void apply(List<Wish> wishes) {
        jdbc.sql("select from tweet_count where tweet_id = any(:tweets) order by tweet_id for no key update")
                .param("tweets", column(wishes, true, true)).query((row, number) -> number).list();
        List<Wish> likes = wishes.stream().filter(Wish::liked).toList();
        List<Wish> unlikes = wishes.stream().filter(wish -> !wish.liked()).toList();
        if (!likes.isEmpty()) {
            change(likes, """
                    insert into tweet_like (tweet_id, user_id, at)
                    select tweet_id, user_id, (select wb_now()) from wish
                    on conflict do nothing returning tweet_id""", 1);
        }
        if (!unlikes.isEmpty()) {
            change(unlikes, """
                    delete from tweet_like l using wish where l.tweet_id = wish.tweet_id and l.user_id = wish.user_id
                    returning l.tweet_id""", -1);
        }
    }

    private void change(List<Wish> wishes, String statement, int sign) {
        jdbc.sql("""
                with wish as (
                    select * from unnest(:tweets::bigint[], :users::bigint[]) as w (tweet_id, user_id)
                ), changed as (
                    %s
                ), change as (
                    select tweet_id, count(*) as by from changed group by tweet_id
                )
                update tweet_count c set likes = c.likes + :sign * change.by from change
                where c.tweet_id = change.tweet_id""".formatted(statement))
                .param("tweets", column(wishes, true, false)).param("users", column(wishes, false, false))
                .param("sign", sign).update();
    }

    private static Long[] column(List<Wish> wishes, boolean tweets, boolean distinct) {
        var values = wishes.stream().map(wish -> tweets ? wish.tweet() : wish.user());
        return (distinct ? values.distinct().sorted() : values).toArray(Long[]::new);
    }
}
