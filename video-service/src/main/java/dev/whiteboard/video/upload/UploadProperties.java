package dev.whiteboard.video.upload;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * Settings of uploads.
 *
 * @param part up to here a video goes up in one piece, beyond in parts of this size
 * @param largest what a video may have at most
 * @param expires how long an upload may take; then what has arrived is removed
 * @param sweepEvery how often uploads are looked at that nobody has completed
 * @param rest how long such an upload is left alone first
 */
@ConfigurationProperties("whiteboard.video.upload")
record UploadProperties(DataSize part, DataSize largest, Duration expires, Duration sweepEvery, Duration rest) {}
