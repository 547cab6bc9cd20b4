package dev.whiteboard.feed.fanout;

import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Followers by the page, and how far each entry has come. */
@Repository
class FanoutStore {
    private final JdbcClient jdbc;

    FanoutStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Long> followers(long author, long after, int limit) {
        return jdbc.sql("""
                select follower_id from follow where followee_id = :author and follower_id > :after
                order by follower_id limit :limit""")
                .param("author", author).param("after", after).param("limit", limit).query(Long.class).list();
    }

    void remember(long entry, long author, long after) {
        jdbc.sql("""
                insert into fanout_job (entry_id, author_id, after_follower) values (:entry, :author, :after)
                on conflict do nothing""").param("entry", entry).param("author", author).param("after", after).update();
    }

    /** The jobs that had the fewest pages so far and that nobody works on. */
    List<FanoutJob> claim(int limit, Duration lease) {
        return jdbc.sql("""
                update fanout_job set leased_until = wb_now() + make_interval(secs => :lease)
                where entry_id in (
                    select entry_id from fanout_job where leased_until < wb_now() order by pages, entry_id limit :limit
                    for update skip locked)
                returning entry_id, author_id, after_follower, demoted""")
                .param("lease", lease.toMillis() / 1_000.0).param("limit", limit)
                .query((row, number) -> new FanoutJob(row.getLong(1), row.getLong(2), row.getLong(3),
                        row.getBoolean(4)))
                .list();
    }

    /** @return false if another worker has come further */
    boolean advance(FanoutJob job, long after) {
        return jdbc.sql("""
                update fanout_job set after_follower = :after, pages = pages + 1, leased_until = '-infinity'
                where entry_id = :entry and after_follower = :before""")
                .param("after", after).param("entry", job.entry()).param("before", job.after()).update() == 1;
    }

    void finish(long entry) {
        jdbc.sql("delete from fanout_job where entry_id = :entry").param("entry", entry).update();
    }

    /**
     * An entry that cannot be pushed now is pulled by its readers; where it was pushed already it is not shown twice. Its job
     * stays, and is tried again after a while.
     */
    @Transactional
    public void demote(long entry, long author, Duration pause) {
        jdbc.sql("insert into pulled_author values (:author) on conflict do nothing").param("author", author).update();
        jdbc.sql("update entry set pushed = false where id = :entry").param("entry", entry).update();
        jdbc.sql("""
                insert into fanout_job (entry_id, author_id, after_follower, demoted, leased_until)
                values (:entry, :author, 0, true, wb_now() + make_interval(secs => :pause))
                on conflict (entry_id) do update set demoted = true, leased_until = excluded.leased_until""")
                .param("entry", entry).param("author", author).param("pause", pause.toMillis() / 1_000.0).update();
    }

    /**
     * A demoted entry has reached everybody after all. Its author stops being pulled with the last one; their row is locked
     * before that is decided, and whoever posts an entry to be pulled locks it too, so neither overlooks the other.
     */
    @Transactional
    public void restore(long entry, long author) {
        jdbc.sql("select author_id from pulled_author where author_id = :author for update").param("author", author)
                .query(Long.class).optional();
        jdbc.sql("update entry set pushed = true where id = :entry").param("entry", entry).update();
        jdbc.sql("""
                delete from pulled_author where author_id = :author
                and not exists (select from entry where author_id = :author and not pushed)""")
                .param("author", author).update();
        finish(entry);
    }

    boolean follows(long follower, long followee) {
        return jdbc.sql("select exists (select from follow where follower_id = :one and followee_id = :other)")
                .param("one", follower).param("other", followee).query(Boolean.class).single();
    }

    List<Long> newest(long author, int limit) {
        return jdbc.sql("select id from entry where author_id = :author order by id desc limit :limit")
                .param("author", author).param("limit", limit).query(Long.class).list();
    }
}
