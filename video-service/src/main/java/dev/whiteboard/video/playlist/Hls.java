package dev.whiteboard.video.playlist;

import dev.whiteboard.video.playlist.Track.Piece;
import dev.whiteboard.video.playlist.Track.Segment;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes playlists of HTTP Live Streaming (RFC 8216). */
public final class Hls {
    private static final String SOUND = "sound";

    private Hls() {}

    /**
     * A rendition in the list of all.
     *
     * @param uri of its playlist
     * @param codecs of pictures and sound
     */
    public record Variant(String uri, int width, int height, double frameRate, String codecs, long bandwidth,
            long average) {}

    /** One rendition from end to end; it never changes. */
    public static Playlist media(Track track) {
        double longest = track.pieces().stream().flatMap(piece -> piece.segments().stream())
                .mapToDouble(Segment::seconds).max().orElse(1);
        StringBuilder text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:")
                .append(Math.max(1, Math.round(longest)))
                .append("\n#EXT-X-MEDIA-SEQUENCE:0\n#EXT-X-PLAYLIST-TYPE:VOD\n#EXT-X-INDEPENDENT-SEGMENTS\n");
        String init = "";
        for (Piece piece : track.pieces()) {
            if (!piece.init().equals(init)) {
                text.append("#EXT-X-MAP:URI=\"").append(piece.folder()).append("/init.mp4\"\n");
                init = piece.init();
            }
            int number = 0;
            for (Segment segment : piece.segments()) {
                text.append(String.format(Locale.ROOT, "#EXTINF:%.6f,\n%s/%d.m4s\n", segment.seconds(), piece.folder(),
                        number++));
            }
        }
        return new Playlist(text.append("#EXT-X-ENDLIST\n").toString());
    }

    /**
     * All renditions that play; more may come, none goes.
     *
     * @param sound the playlist of the sound, if there is any
     */
    public static Playlist master(List<Variant> variants, @Nullable String sound) {
        StringBuilder text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-INDEPENDENT-SEGMENTS\n");
        if (sound != null) {
            text.append("#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"" + SOUND
                    + "\",NAME=\"Sound\",DEFAULT=YES,AUTOSELECT=YES,CHANNELS=\"2\",URI=\"").append(sound)
                    .append("\"\n");
        }
        for (Variant variant : variants) {
            text.append(String.format(Locale.ROOT,
                    "#EXT-X-STREAM-INF:BANDWIDTH=%d,AVERAGE-BANDWIDTH=%d,RESOLUTION=%dx%d,FRAME-RATE=%.3f,CODECS=\"%s\"%s\n%s\n",
                    variant.bandwidth(), variant.average(), variant.width(), variant.height(), variant.frameRate(),
                    variant.codecs(), sound == null ? "" : ",AUDIO=\"" + SOUND + "\"", variant.uri()));
        }
        return new Playlist(text.toString());
    }
}
