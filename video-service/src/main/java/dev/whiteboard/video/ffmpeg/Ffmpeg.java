package dev.whiteboard.video.ffmpeg;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Runs ffmpeg and ffprobe. What they open is a file that a stranger made: they may read nothing but the store, and only
 * formats that hold a video themselves, none that names other files.
 */
@Component
public class Ffmpeg {
    private static final String REMOTE = "http,https,tcp,tls,crypto";
    private static final String FORMATS = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,flv,asf,ogg,mp3,wav,aac,flac";

    private final FfmpegProperties properties;

    Ffmpeg(FfmpegProperties properties) {
        this.properties = properties;
    }

    /** How an input is opened. */
    static List<String> input(URI source) {
        String protocols = "file".equals(source.getScheme()) ? "file" : REMOTE;
        return List.of("-protocol_whitelist", protocols, "-format_whitelist", FORMATS, "-i", source.toString());
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

    private static Child.Exit fine(Child.Exit exit) throws ProgramFailed {
        if (!exit.fine()) {
            throw new ProgramFailed("code %d: %s".formatted(exit.code(), exit.complaints()));
        }
        return exit;
    }
}
