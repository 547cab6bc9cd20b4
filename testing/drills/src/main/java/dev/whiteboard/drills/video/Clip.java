package dev.whiteboard.drills.video;

import dev.whiteboard.drills.DrillAborted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people upload; videos and sounds are made by ffmpeg.
 *
 * @param refusal the code that it has to be refused with; nothing if it is a video
 */
record Clip(String name, byte[] bytes, @Nullable String refusal) {

    /** Videos first, then what is none. */
    static List<Clip> all() throws InterruptedException {
        byte[] video = made("mp4", "-f lavfi -i testsrc2=size=640x480:rate=10:duration=18 "
                + "-f lavfi -i sine=frequency=440:duration=18 -c:v libx264 -preset ultrafast -pix_fmt yuv420p -g 50 "
                + "-c:a aac -shortest -movflags +faststart");
        byte[] silent = made("mp4", "-f lavfi -i testsrc2=size=240x320:rate=10:duration=5 -pix_fmt yuv420p");
        return List.of(new Clip("three sections.mp4", video, null), new Clip("upright and silent.mp4", silent, null),
                new Clip("half.mp4", Arrays.copyOf(video, video.length / 2), "TRUNCATED"),
                new Clip("words.mp4", "no video at all".getBytes(StandardCharsets.UTF_8), "NOT_A_VIDEO"),
                new Clip("sound.wav", made("wav", "-f lavfi -i sine=frequency=440:duration=2"), "NO_VIDEO_STREAM"));
    }

    boolean isVideo() {
        return refusal == null;
    }

    private static byte[] made(String extension, String options) throws InterruptedException {
        try {
            Path file = Files.createTempFile("drill-", "." + extension);
            try {
                List<String> command = new ArrayList<>(List.of(System.getenv().getOrDefault("FFMPEG", "ffmpeg"),
                        "-nostdin", "-loglevel", "error", "-y"));
                command.addAll(List.of(options.split(" ")));
                command.add(file.toString());
                int code = new ProcessBuilder(command).inheritIO().start().waitFor();
                if (code != 0) {
                    throw new DrillAborted("ffmpeg ended with " + code);
                }
                return Files.readAllBytes(file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new DrillAborted(
                    "clips are made by ffmpeg: install it, or name it in FFMPEG (" + e.getMessage() + ")");
        }
    }
}
