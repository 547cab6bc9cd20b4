package dev.whiteboard.video.transcode;

import dev.whiteboard.video.catalog.VideoId;
import dev.whiteboard.video.playlist.Track;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of pieces: which objects count. */
@Repository
class Pieces {
    private final JdbcClient jdbc;

    Pieces(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(VideoId video, Piece piece) {
        jdbc.sql("""
                insert into piece (video_id, rung, section, attempt, init, codec, seconds, bytes)
                values (:video, :rung, :section, :attempt, :init, :codec, :seconds, :bytes)""")
                .param("video", video.number()).param("rung", piece.rung()).param("section", piece.section())
                .param("attempt", piece.attempt()).param("init", piece.init()).param("codec", piece.codec())
                .param("seconds", piece.segments().stream().map(Track.Segment::seconds).toArray(Double[]::new))
                .param("bytes", piece.segments().stream().map(segment -> Math.toIntExact(segment.bytes()))
                        .toArray(Integer[]::new))
                .update();
    }

    /** In order, of one rendition or of the sound. */
    List<Piece> of(VideoId video, int rung) {
        return jdbc.sql("select * from piece where video_id = :video and rung = :rung order by section")
                .param("video", video.number()).param("rung", rung).query(Pieces::piece).list();
    }

    static Track track(int rung, List<Piece> pieces) {
        return new Track(Piece.track(rung), pieces.stream()
                .map(piece -> new Track.Piece(piece.folder(), piece.init(), piece.segments())).toList());
    }

    private static Piece piece(ResultSet row, int number) throws SQLException {
        Double[] seconds = (Double[]) row.getArray("seconds").getArray();
        Integer[] bytes = (Integer[]) row.getArray("bytes").getArray();
        List<Track.Segment> segments = new ArrayList<>();
        for (int segment = 0; segment < bytes.length; segment++) {
            segments.add(new Track.Segment(seconds[segment], bytes[segment]));
        }
        return new Piece(row.getInt("rung"), row.getInt("section"), row.getInt("attempt"), row.getString("init"),
                row.getString("codec"), segments);
    }
}
