package dev.whiteboard.video.transcode;

import dev.whiteboard.video.catalog.VideoId;
import dev.whiteboard.video.playlist.Track;
import java.util.List;

/**
 * What one attempt made of one section of one rendition.
 *
 * @param rung 0 for the sound
 * @param init names the bytes that initialise a decoder
 */
record Piece(int rung, int section, int attempt, String init, String codec, List<Track.Segment> segments) {
    static final int SOUND = 0;

    Piece {
        segments = List.copyOf(segments);
    }

    /** The folder of a rendition, or of the sound. */
    static String track(int rung) {
        return rung == SOUND ? "sound" : rung + "p";
    }

    /** Where what this attempt made lies, below its track. No other attempt writes there. */
    String folder() {
        return section + "-" + attempt;
    }

    /** What the keys of its objects begin with. */
    String prefix(VideoId video) {
        return video.folder() + track(rung) + "/" + folder() + "/";
    }
}
