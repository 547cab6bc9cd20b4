package dev.whiteboard.feed.graph;

import dev.whiteboard.feed.person.UserId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The edges between people. Each change says by its row count whether it changed anything. */
@Repository
class RelationStore {
    private final JdbcClient jdbc;

    RelationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Until the transaction ends, nothing else changes between these two. */
    void lockPair(long one, long other) {
        jdbc.sql("select id from person where id in (:one, :other) order by id for no key update")
                .param("one", one).param("other", other).query(Long.class).list();
    }

    boolean blocked(long one, long other) {
        return jdbc.sql("""
                select exists (select from block where blocker_id = :one and blocked_id = :other)
                    or exists (select from block where blocker_id = :other and blocked_id = :one)""")
                .param("one", one).param("other", other).query(Boolean.class).single();
    }

    boolean follow(long follower, long followee) {
        return changed("insert into follow (follower_id, followee_id) values (:one, :other) on conflict do nothing",
                follower, followee) && count(follower, followee, 1);
    }

    boolean unfollow(long follower, long followee) {
        return changed("delete from follow where follower_id = :one and followee_id = :other", follower, followee)
                && count(follower, followee, -1);
    }

    boolean block(long blocker, long blocked) {
        return changed("insert into block values (:one, :other) on conflict do nothing", blocker, blocked);
    }

    boolean unblock(long blocker, long blocked) {
        return changed("delete from block where blocker_id = :one and blocked_id = :other", blocker, blocked);
    }

    boolean mute(long muter, long muted) {
        return changed("insert into mute values (:one, :other) on conflict do nothing", muter, muted);
    }

    boolean unmute(long muter, long muted) {
        return changed("delete from mute where muter_id = :one and muted_id = :other", muter, muted);
    }

    Relation between(long me, long other) {
        return jdbc.sql("""
                select p.username, p.display_name, p.followers, p.following,
                    exists (select from follow where follower_id = :me and followee_id = p.id) as i_follow,
                    exists (select from follow where follower_id = p.id and followee_id = :me) as follows_me,
                    exists (select from block where blocker_id = :me and blocked_id = p.id) as i_block,
                    exists (select from mute where muter_id = :me and muted_id = p.id) as i_mute
                from person p where p.id = :other""")
                .param("me", me).param("other", other)
                .query((row, number) -> new Relation(UserId.text(other), row.getString("username"),
                        row.getString("display_name"), row.getBoolean("i_follow"), row.getBoolean("follows_me"),
                        row.getBoolean("i_block"), row.getBoolean("i_mute"), row.getLong("followers"),
                        row.getLong("following")))
                .single();
    }

    private boolean count(long follower, long followee, int by) {
        jdbc.sql("""
                update person set followers = followers + case when id = :followee then :by else 0 end,
                                  following = following + case when id = :follower then :by else 0 end
                where id in (:follower, :followee)""")
                .param("follower", follower).param("followee", followee).param("by", by).update();
        return true;
    }

    private boolean changed(String statement, long one, long other) {
        return jdbc.sql(statement).param("one", one).param("other", other).update() == 1;
    }
}
