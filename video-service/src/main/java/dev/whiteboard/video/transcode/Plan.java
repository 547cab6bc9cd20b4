package dev.whiteboard.video.transcode;

import dev.whiteboard.video.ladder.FrameRate;
import dev.whiteboard.video.ladder.Ladder;
import dev.whiteboard.video.ladder.Picture;
import dev.whiteboard.video.ladder.Rung;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is made of a source. Everything a worker has to know follows from it, so that every attempt makes the same bytes.
 *
 * @param key where the source lies
 * @param stream of its pictures
 * @param audioStream of its sound, if there is any
 * @param frames of every rendition
 * @param sections how many it is cut into
 */
record Plan(String key, int stream, @Nullable Integer audioStream, Picture picture, FrameRate rate, long frames,
        int sections) {

    List<Rung> rungs() {
        return Ladder.of(picture);
    }

    Rung rung(int side) {
        return rungs().stream().filter(rung -> rung.side() == side).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no rung of " + side));
    }

    double seconds() {
        return rate.seconds(frames);
    }
}
