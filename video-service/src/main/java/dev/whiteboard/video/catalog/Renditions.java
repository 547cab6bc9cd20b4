package dev.whiteboard.video.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which renditions play. There is no way to take one back. */
@Repository
public class Renditions {
    private final JdbcClient jdbc;

    Renditions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return whether it did not play before */
    public boolean publish(VideoId id, Rendition rendition) {
        return jdbc.sql("""
                insert into rendition (video_id, rung, width, height, codecs, bandwidth, average)
                values (:video, :rung, :width, :height, :codecs, :bandwidth, :average) on conflict do nothing""")
                .param("video", id.number()).param("rung", rendition.rung()).param("width", rendition.width())
                .param("height", rendition.height()).param("codecs", rendition.codecs())
                .param("bandwidth", rendition.bandwidth()).param("average", rendition.average()).update() == 1;
    }

    /** The smallest first. */
    public List<Rendition> of(VideoId id) {
        return of(List.of(id)).getOrDefault(id, List.of());
    }

    Map<VideoId, List<Rendition>> of(Collection<VideoId> ids) {
        return jdbc.sql("""
                select video_id, rung, width, height, codecs, bandwidth, average from rendition
                where video_id = any(:ids) order by video_id, rung""")
                .param("ids", ids.stream().map(VideoId::number).toArray(Long[]::new))
                .query((row, _) -> Map.entry(new VideoId(row.getLong("video_id")),
                        new Rendition(row.getInt("rung"), row.getInt("width"), row.getInt("height"),
                                row.getString("codecs"), row.getLong("bandwidth"), row.getLong("average"))))
                .list().stream().collect(Collectors.groupingBy(Map.Entry::getKey,
                        Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }
}
