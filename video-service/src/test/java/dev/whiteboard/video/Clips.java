package dev.whiteboard.video;

import dev.whiteboard.local.servers.Ffmpeg;
import dev.whiteboard.local.servers.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Clips, made by ffmpeg when they are first asked for; none is shipped. */
public final class Clips {
    private static final Path FOLDER = Place.temporary().home();
    private static final Map<String, byte[]> MADE = new HashMap<>();

    private Clips() {}

    /** A picture that moves and shows its time, with a tone. */
    public static byte[] clip(int seconds, String size, int rate) {
        return make("-f lavfi -i testsrc2=size=%s:rate=%d:duration=%d -f lavfi -i sine=frequency=440:duration=%d "
                .formatted(size, rate, seconds, seconds)
                + "-c:v libx264 -preset ultrafast -pix_fmt yuv420p -g 100 -c:a aac -shortest", "mp4");
    }

    /**
     * Anything that ffmpeg makes.
     *
     * @param options separated by spaces
     */
    public static synchronized byte[] make(String options, String extension) {
        return MADE.computeIfAbsent(options + extension, _ -> {
            Path file = FOLDER.resolve("clip-" + MADE.size() + "." + extension);
            List<String> command = new ArrayList<>(List.of(options.split(" ")));
            command.add(file.toString());
            ffmpeg(command);
            return read(file);
        });
    }

    /** Runs ffmpeg. @return what it printed, which is nothing if all is well */
    public static String ffmpeg(List<String> options) {
        List<String> command = new ArrayList<>(
                List.of(Ffmpeg.find().ffmpeg().toString(), "-nostdin", "-hide_banner", "-loglevel", "error", "-y"));
        command.addAll(options);
        String printed = run(command);
        return printed;
    }

    /** Runs ffprobe. @return what it printed */
    public static String ffprobe(List<String> options) {
        List<String> command = new ArrayList<>(List.of(Ffmpeg.find().ffprobe().toString(), "-v", "error"));
        command.addAll(options);
        return run(command);
    }

    private static String run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String printed = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new AssertionError(command + " ended with " + process.exitValue() + ": " + printed);
            }
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
