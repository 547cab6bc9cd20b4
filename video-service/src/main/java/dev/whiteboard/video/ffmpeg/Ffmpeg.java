package dev.whiteboard.video.ffmpeg;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Runs ffmpeg and ffprobe. What they open is a file that a stranger made: they may read nothing but the store, and only
 * formats that hold a video themselves, none that names other files.
 */
@Component
public class Ffmpeg {
    private static final String REMOTE = "http,https,tcp,tls,crypto";
    private static final String FORMATS = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,flv,asf,ogg,mp3,wav,aac,flac";

    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final int COMPLAINTS = 4_000;
    /** What they say when the connection was lost. Having begun, they take that for the end of the file and call it a success. */
    private static final Pattern LOST = Pattern.compile("Stream ends prematurely|Connection (reset|refused|timed out)"
            + "|Broken pipe|Server returned 5|HTTP error 5\\d\\d");

    private final FfmpegProperties properties;

    Ffmpeg(FfmpegProperties properties) {
        this.properties = properties;
    }

    /** @throws IllegalStateException unless both can be run here */
    public void require() {
        for (String program : List.of(properties.ffmpeg(), properties.ffprobe())) {
            try {
                Process process = new ProcessBuilder(program, "-version").redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
                process.getOutputStream().close();
            } catch (IOException missing) {
                throw new IllegalStateException(
                        "Encoding needs ffmpeg and ffprobe, and '%s' cannot be run (%s). Install ffmpeg, or name its programs in FFMPEG and FFPROBE, or set VIDEO_WORKERS=0 for a node that does not encode."
                                .formatted(program, missing.getMessage()),
                        missing);
            }
        }
    }

    /** How an input is opened. */
    static List<String> input(URI source) {
        List<String> options = "file".equals(source.getScheme())
                ? List.of("-protocol_whitelist", "file")
                : List.of("-protocol_whitelist", REMOTE, "-rw_timeout", Long.toString(SILENCE.toNanos() / 1_000));
        return Stream.concat(options.stream(),
                Stream.of("-format_whitelist", FORMATS, "-i", source.toString())).toList();
    }

    /**
     * Runs ffmpeg on a source.
     *
     * @param before options of the input
     * @param after options of the outputs, whose files lie in {@code folder}
     * @return what it complained about
     */
    public String run(URI source, List<String> before, List<String> after, Path folder, Duration limit)
            throws ProgramFailed, IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(properties.ffmpeg(), "-nostdin", "-hide_banner", "-loglevel", "error", "-y"));
        command.addAll(before);
        command.addAll(input(source));
        command.addAll(after);
        return fine(Child.run(command, folder, limit)).complaints();
    }

    /** Runs ffprobe on a source and returns what it says. */
    public String probe(URI source, List<String> options, Path folder, Duration limit)
            throws ProgramFailed, IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(properties.ffprobe(), "-v", "error"));
        command.addAll(options);
        command.addAll(input(source));
        return fine(Child.run(command, folder, limit)).output();
    }

    private static Child.Exit fine(Child.Exit exit) throws ProgramFailed, SourceLost {
        if (LOST.matcher(exit.complaints()).find()) {
            throw new SourceLost(tail(exit.complaints()));
        }
        if (!exit.fine()) {
            throw new ProgramFailed("code %d: %s".formatted(exit.code(), tail(exit.complaints())));
        }
        return exit;
    }

    /** For logs: the end of it, without what signs addresses. */
    private static String tail(String complaints) {
        String text = complaints.replaceAll("\\?X-Amz-\\S*", "");
        return text.length() <= COMPLAINTS ? text : text.substring(text.length() - COMPLAINTS);
    }
}
