package dev.whiteboard.video.ffmpeg;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Which programs are used.
 *
 * @param ffmpeg {@code FFMPEG}, a name on the PATH or a file
 * @param ffprobe {@code FFPROBE}
 */
@ConfigurationProperties("whiteboard.video.programs")
record FfmpegProperties(String ffmpeg, String ffprobe) {}
