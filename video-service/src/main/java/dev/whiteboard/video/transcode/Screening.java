package dev.whiteboard.video.transcode;

import dev.whiteboard.video.catalog.Rendition;
import dev.whiteboard.video.catalog.Renditions;
import dev.whiteboard.video.catalog.VideoId;
import dev.whiteboard.video.playlist.Hls;
import dev.whiteboard.video.playlist.Hls.Variant;
import dev.whiteboard.video.playlist.Playlist;
import dev.whiteboard.video.playlist.Track;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What of a video can be played, as playlists and as names of objects. */
@Component
public class Screening {
    private final JdbcClient jdbc;
    private final Plans plans;
    private final Pieces pieces;
    private final Renditions renditions;

    Screening(JdbcClient jdbc, Plans plans, Pieces pieces, Renditions renditions) {
        this.jdbc = jdbc;
        this.plans = plans;
        this.pieces = pieces;
        this.renditions = renditions;
    }

    /** The list of all renditions that play; nothing before the first does. */
    public Optional<Playlist> master(VideoId video) {
        List<Rendition> playing = shown(video) ? renditions.of(video) : List.of();
        return playing.isEmpty() ? Optional.empty() : plans.find(video).map(plan -> master(video, plan, playing));
    }

    private Playlist master(VideoId video, Plan plan, List<Rendition> playing) {
        List<Variant> variants = new ArrayList<>();
        for (Rendition one : playing) {
            variants.add(new Variant(uri(track(video, one.rung())), one.width(), one.height(),
                    plan.rate().perSecond(), one.codecs(), one.bandwidth(), one.average()));
        }
        return Hls.master(variants, plan.audioStream() == null ? null : uri(track(video, Piece.SOUND)));
    }

    private static String uri(Track track) {
        return track.name() + "/" + Hls.media(track).version() + ".m3u8";
    }

    private Track track(VideoId video, int rung) {
        return Pieces.track(rung, pieces.of(video, rung));
    }

    /** The playlist of one rendition; nothing if it does not play, or never was as that version names it. */
    public Optional<Playlist> media(VideoId video, String track, String version) {
        int rung = rung(track);
        boolean plays = rung == Piece.SOUND
                ? !renditions.of(video).isEmpty()
                : renditions.of(video).stream().anyMatch(one -> one.rung() == rung);
        return plays && shown(video)
                ? Optional.of(Hls.media(track(video, rung))).filter(playlist -> playlist.version().equals(version))
                : Optional.empty();
    }

    /** Whether what that attempt made of that section counts. */
    public boolean counts(VideoId video, String track, int section, int attempt) {
        return jdbc.sql("""
                select exists(select 1 from piece join video on video.id = video_id
                    where video_id = :video and rung = :rung and section = :section and attempt = :attempt
                        and status in ('transcoding', 'ready'))""")
                .param("video", video.number()).param("rung", rung(track)).param("section", section)
                .param("attempt", attempt).query(Boolean.class).single();
    }

    /** Whether the pictures that that attempt drew are the video's. */
    public boolean pictures(VideoId video, int attempt) {
        return jdbc.sql("""
                select exists(select 1 from video where id = :video and pictures = :attempt
                    and status in ('transcoding', 'ready'))""")
                .param("video", video.number()).param("attempt", attempt).query(Boolean.class).single();
    }

    private boolean shown(VideoId video) {
        return jdbc.sql("select exists(select 1 from video where id = :video and status in ('transcoding', 'ready'))")
                .param("video", video.number()).query(Boolean.class).single();
    }

    /** Whether nothing more will come. */
    public boolean complete(VideoId video) {
        return jdbc.sql("select exists(select 1 from video where id = :video and status = 'ready')")
                .param("video", video.number()).query(Boolean.class).single();
    }

    private static int rung(String track) {
        return track.equals(Piece.track(Piece.SOUND))
                ? Piece.SOUND
                : Integer.parseInt(track.substring(0, track.length() - 1));
    }
}
