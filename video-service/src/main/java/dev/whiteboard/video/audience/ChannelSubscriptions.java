package dev.whiteboard.video.audience;

import dev.whiteboard.common.user.UserDirectory;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Whose videos somebody wants to see. */
@Repository
class ChannelSubscriptions {
    private final JdbcClient jdbc;
    private final UserDirectory users;

    ChannelSubscriptions(JdbcClient jdbc, UserDirectory users) {
        this.jdbc = jdbc;
        this.users = users;
    }

    /** May be repeated. */
    void add(String subscriber, String channel) {
        jdbc.sql("""
                insert into subscription (subscriber_id, channel_id) values (:subscriber, :channel)
                on conflict do nothing""")
                .param("subscriber", subscriber).param("channel", channel).update();
    }

    /** May be repeated. */
    void remove(String subscriber, String channel) {
        jdbc.sql("delete from subscription where subscriber_id = :subscriber and channel_id = :channel")
                .param("subscriber", subscriber).param("channel", channel).update();
    }

    /** Whether that is somebody. Who has uploaded anything is; of others identity knows. */
    boolean exists(String channel) {
        return jdbc.sql("select exists (select 1 from video where owner_id = :channel and status <> 'deleted')")
                .param("channel", channel).query(Boolean.class).single()
                || users.withIds(List.of(channel)).containsKey(channel);
    }
}
