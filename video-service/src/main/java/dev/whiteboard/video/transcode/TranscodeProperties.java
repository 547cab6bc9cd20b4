package dev.whiteboard.video.transcode;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of transcoding.
 *
 * @param preset how much time x264 takes to save bits
 * @param quality the constant that x264 keeps, the lower the better
 * @param threads of each encoder; part of what the bytes depend on, so the same everywhere
 * @param patience how long one program may take for a second of video
 */
@ConfigurationProperties("whiteboard.video.transcode")
record TranscodeProperties(String preset, int quality, int threads, Duration patience) {

    /** How long a program may take for so many seconds of video. */
    Duration limit(double seconds) {
        return patience.multipliedBy(1 + (long) Math.ceil(seconds));
    }
}
