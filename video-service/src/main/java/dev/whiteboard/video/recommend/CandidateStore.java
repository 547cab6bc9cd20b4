package dev.whiteboard.video.recommend;

import dev.whiteboard.video.catalog.VideoId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Where candidates come from in the database. Each question reads a bounded number of rows of an index. */
@Repository
class CandidateStore {
    static final String SUBSCRIBED = """
            select upload.id from (select channel_id from subscription where subscriber_id = :viewer
                order by since desc limit 500) channel
            cross join lateral (select id from video where owner_id = channel.channel_id and status = 'ready'
                order by id desc limit 10) upload
            order by upload.id desc limit :most""";

    static final String NEWEST_OF = """
            select id from video where owner_id = :channel and status = 'ready' order by id desc limit :most""";

    private static final String WATCHED = """
            select video_id from (
                (select video_id, at from watched where viewer = :viewer order by at desc limit :most)
                union all
                (select video_id, liked_at from video_like where user_id = :viewer order by liked_at desc limit :most)
            ) seen group by video_id order by max(at) desc, video_id desc limit :most""";

    /** One person is a coincidence, and would tell what that person has seen. */
    private static final String TOGETHER = """
            select other.video_id, count(distinct mine.viewer) as viewers
            from unnest(cast(:seen as bigint[])) as seen (video_id)
            cross join lateral (select viewer from watched where watched.video_id = seen.video_id
                order by at desc limit 100) mine
            cross join lateral (select video_id from watched where watched.viewer = mine.viewer
                order by at desc limit 30) other
            where mine.viewer <> :viewer and other.video_id <> all(cast(:seen as bigint[]))
            group by other.video_id having count(distinct mine.viewer) >= 2
            order by viewers desc, other.video_id desc limit :most""";

    private final JdbcClient jdbc;

    CandidateStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest of the 500 channels that somebody subscribed to last. */
    List<VideoId> subscribed(String viewer, int most) {
        return jdbc.sql(SUBSCRIBED).param("viewer", viewer).param("most", most).query(CandidateStore::id).list();
    }

    /** What somebody has watched or liked, the latest first. */
    List<VideoId> watched(String viewer, int most) {
        return jdbc.sql(WATCHED).param("viewer", viewer).param("most", most).query(CandidateStore::id).list();
    }

    /** What others have watched who watched these too, with how many they are. */
    Map<VideoId, Long> together(List<VideoId> seen, String viewer, int most) {
        Map<VideoId, Long> viewers = new LinkedHashMap<>();
        jdbc.sql(TOGETHER).param("seen", seen.stream().map(VideoId::number).toArray(Long[]::new))
                .param("viewer", viewer).param("most", most)
                .query((row, _) -> Map.entry(new VideoId(row.getLong(1)), row.getLong(2))).list()
                .forEach(entry -> viewers.put(entry.getKey(), entry.getValue()));
        return viewers;
    }

    List<VideoId> newestOf(String channel, int most) {
        return jdbc.sql(NEWEST_OF).param("channel", channel).param("most", most).query(CandidateStore::id).list();
    }

    List<VideoId> newest(int most) {
        return jdbc.sql("select id from video where status = 'ready' order by id desc limit :most").param("most", most)
                .query(CandidateStore::id).list();
    }

    private static VideoId id(ResultSet row, int number) throws SQLException {
        return new VideoId(row.getLong(1));
    }
}
