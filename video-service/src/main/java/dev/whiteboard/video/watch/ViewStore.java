package dev.whiteboard.video.watch;

import dev.whiteboard.video.catalog.VideoId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Views, each once. */
@Repository
class ViewStore {
    private static final int FOLDED = 10_000;
    private static final int FORGOTTEN = 10_000;
    /** Nobody may forget what somebody else may still be counting. */
    private static final Duration SLACK = Duration.ofDays(1);

    /** Sorted, so that two who count the same sessions at once wait for each other in one order. */
    private static final String COUNT = """
            with told as (
                select distinct on (video_id, session_id) told.* from unnest(cast(:videos as bigint[]),
                    cast(:sessions as text[]), cast(:viewers as text[]), cast(:ats as timestamptz[]))
                    as told (video_id, session_id, viewer, at)
                join video on video.id = told.video_id and video.status not in ('failed', 'deleted')
                where told.at > wb_now() - make_interval(secs => :remembered)
                order by video_id, session_id, at),
            fresh as (
                insert into watched (video_id, session_id, viewer, at)
                select video_id, session_id, viewer, at from told order by video_id, session_id
                on conflict do nothing returning video_id)
            insert into view_delta (video_id, views) select video_id, count(*) from fresh group by video_id
            returning video_id""";

    private static final String TOTALS = """
            select id, views + coalesce((select sum(delta.views) from view_delta delta where delta.video_id = video.id), 0)
            from video where id = any(:ids)""";

    private static final String FOLD = """
            with folded as (
                delete from view_delta where id = any(array(select id from view_delta order by id limit :most))
                returning video_id, views),
            sums as (select video_id, sum(views) as views from folded group by video_id)
            update video set views = video.views + sums.views from sums where video.id = sums.video_id""";

    private final JdbcClient jdbc;

    ViewStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** In the caller's transaction. @return the videos that have more views than before */
    List<VideoId> count(List<ViewEvent> told, Duration remembered) {
        return jdbc.sql(COUNT).param("videos", column(told, ViewEvent::video, Long[]::new))
                .param("sessions", column(told, ViewEvent::sessionId, String[]::new))
                .param("viewers", column(told, ViewEvent::viewer, String[]::new))
                .param("ats", column(told, event -> event.at().toString(), String[]::new))
                .param("remembered", remembered.toSeconds())
                .query((row, _) -> new VideoId(row.getLong(1))).list();
    }

    private static <T> T[] column(List<ViewEvent> told, Function<ViewEvent, T> field,
            IntFunction<T[]> array) {
        return told.stream().map(field).toArray(array);
    }

    /** All that are counted, folded or not. */
    Map<VideoId, Long> totals(Collection<VideoId> ids) {
        return jdbc.sql(TOTALS).param("ids", ids.stream().map(VideoId::number).toArray(Long[]::new))
                .query((row, _) -> Map.entry(new VideoId(row.getLong(1)), row.getLong(2))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Adds what was counted to the rows of the videos, in a transaction; one replica at a time, the others let it. */
    void fold() {
        if (jdbc.sql("select pg_try_advisory_xact_lock(hashtext('view_delta'))").query(Boolean.class).single()) {
            jdbc.sql(FOLD).param("most", FOLDED).update();
        }
    }

    /** Forgets sessions that nobody will tell of any more. */
    void forget(Duration remembered) {
        jdbc.sql("""
                delete from watched where ctid = any(array(select ctid from watched
                    where at < wb_now() - make_interval(secs => :old) order by at limit :most))""")
                .param("old", remembered.plus(SLACK).toSeconds()).param("most", FORGOTTEN).update();
    }
}
