package dev.whiteboard.video.search;

import dev.whiteboard.common.inbox.Event;
import dev.whiteboard.common.inbox.EventBatchHandler;
import dev.whiteboard.video.catalog.Catalogue;
import dev.whiteboard.video.catalog.VideoId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Hears of every change of a video and writes down that its document is to be written. So nothing is lost while
 * Elasticsearch is away, and no video has to wait for another.
 */
final class Changes implements EventBatchHandler<Changes.Changed> {
    private final JdbcClient jdbc;

    /** What is taken of an event: which video it was; how it is now stands in the table. */
    record Changed(String videoId) {}

    Changes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String consumer() {
        return "video.search";
    }

    @Override
    public String topic() {
        return Catalogue.TOPIC;
    }

    @Override
    public Class<Changed> payload() {
        return Changed.class;
    }

    @Override
    public void handleAll(List<Event<Changed>> events) {
        Long[] videos = events.stream().map(Event::payload).filter(Objects::nonNull)
                .map(changed -> VideoId.of(changed.videoId()).number()).distinct().sorted().toArray(Long[]::new);
        jdbc.sql("""
                insert into search_change (video_id) select unnest(cast(:videos as bigint[]))
                on conflict (video_id) do update set changes = search_change.changes + 1""")
                .param("videos", videos).update();
    }

    /** Some that are to be written, each with the number of its last change. */
    Map<VideoId, Long> some(int most) {
        return jdbc.sql("select video_id, changes from search_change order by video_id limit :most")
                .param("most", most).query((row, _) -> Map.entry(new VideoId(row.getLong(1)), row.getLong(2))).list()
                .stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** These are in the index; what has changed meanwhile stays. */
    void done(Map<VideoId, Long> written) {
        jdbc.sql("""
                delete from search_change using unnest(cast(:videos as bigint[]), cast(:changes as bigint[]))
                    as written (video_id, changes)
                where search_change.video_id = written.video_id and search_change.changes = written.changes""")
                .param("videos", written.keySet().stream().map(VideoId::number).toArray(Long[]::new))
                .param("changes", written.values().toArray(Long[]::new)).update();
    }
}
