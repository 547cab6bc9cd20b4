package dev.whiteboard.feed.graph;

import dev.whiteboard.feed.person.PersonView;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Lists of people, by id from the highest down. Whoever blocks the reader, or is blocked, is on none of them. */
@Repository
class Neighbours {
    private static final String SEEN = """
            and not exists (select from block where blocker_id = :me and blocked_id = p.id)
            and not exists (select from block where blocker_id = p.id and blocked_id = :me)
            and p.id < :before order by p.id desc limit :limit""";

    private final JdbcClient jdbc;

    Neighbours(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Listed> followers(long me, long of, long before, int limit) {
        return list("""
                select p.* from follow f join person p on p.id = f.follower_id
                where f.followee_id = :of and f.follower_id < :before""", me, of, before, limit);
    }

    List<Listed> following(long me, long of, long before, int limit) {
        return list("""
                select p.* from follow f join person p on p.id = f.followee_id
                where f.follower_id = :of and f.followee_id < :before""", me, of, before, limit);
    }

    /** Whom both follow; of oneself: those who follow back. */
    List<Listed> mutuals(long me, long of, long before, int limit) {
        return me == of
                ? list("""
                        select p.* from follow f join person p on p.id = f.followee_id
                        join follow back on back.follower_id = f.followee_id and back.followee_id = :of
                        where f.follower_id = :of and f.followee_id < :before""", me, of, before, limit)
                : list("""
                        select p.* from follow f join person p on p.id = f.followee_id
                        join follow theirs on theirs.follower_id = :of and theirs.followee_id = f.followee_id
                        where f.follower_id = :me and f.followee_id < :before""", me, of, before, limit);
    }

    /**
     * Whom those follow whom I follow, the most common first; then the most followed of all. Only the two hundred latest
     * follows on each side count, so that one who follows everybody costs no more than anybody.
     */
    List<Suggestion> suggestions(long me, int limit) {
        return jdbc.sql("""
                with mine as materialized (
                    select followee_id as id from follow where follower_id = :me order by since desc limit 200
                ), near as (
                    select f.followee_id as id, count(*) as common
                    from mine cross join lateral (
                        select followee_id from follow where follower_id = mine.id order by since desc limit 200) f
                    group by 1
                ), famous as (
                    select id, 0 as common from person order by followers desc, id limit 200
                )
                select p.id, p.username, p.display_name, max(s.common) as common
                from (select * from near union all select * from famous) s join person p on p.id = s.id
                where p.id <> :me
                  and not exists (select from follow where follower_id = :me and followee_id = p.id)
                  and not exists (select from block where blocker_id = :me and blocked_id = p.id)
                  and not exists (select from block where blocker_id = p.id and blocked_id = :me)
                  and not exists (select from mute where muter_id = :me and muted_id = p.id)
                group by p.id order by common desc, p.followers desc, p.id limit :limit""")
                .param("me", me).param("limit", limit)
                .query((row, number) -> {
                    PersonView view = PersonView.of(row.getLong(1), row.getString(2), row.getString(3));
                    return new Suggestion(view.id(), view.username(), view.displayName(), row.getLong(4));
                }).list();
    }

    private List<Listed> list(String select, long me, long of, long before, int limit) {
        return jdbc.sql(select + " " + SEEN).param("me", me).param("of", of).param("before", before)
                .param("limit", limit)
                .query((row, number) -> new Listed(row.getLong("id"),
                        PersonView.of(row.getLong("id"), row.getString("username"), row.getString("display_name"))))
                .list();
    }

    /** A person and their place in the list. */
    record Listed(long id, PersonView view) {}

    /** @param common how many of those whom the reader follows follow this person */
    record Suggestion(String id, String username, String displayName, long common) {}
}
