package dev.whiteboard.video.inspection;

import dev.whiteboard.video.ladder.FrameRate;
import dev.whiteboard.video.ladder.Picture;
import org.jspecify.annotations.Nullable;

/**
 * What is in a video that can be transcoded.
 *
 * @param stream the number of the stream of pictures that is shown
 * @param audioStream of the sound, if there is any
 * @param seconds how long its pictures last
 * @param seekable whether decoding can begin in its middle at an exact time
 */
public record Source(int stream, @Nullable Integer audioStream, Picture picture, FrameRate rate, double seconds,
        boolean seekable) {}
