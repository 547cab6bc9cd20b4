package dev.whiteboard.load.chunks;

import java.io.IOException;
import java.nio.file.Path;

/** Runs one of the comparisons; see the script {@code testing/load/chunks}. */
final class ChunkLoad {
    private ChunkLoad() {}

    /** @param arguments {@code speed FILE ROUNDS}, {@code versions FOLDER MEGABYTES}, {@code news ROUNDS}, {@code media NUMBER} */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        switch (arguments[0]) {
            case "speed" -> new SpeedLoad(Path.of(arguments[1])).run(Integer.parseInt(arguments[2]));
            case "versions" -> new VersionsLoad(Path.of(arguments[1]), Integer.parseInt(arguments[2])).run();
            case "news" -> new NewsLoad().run(Integer.parseInt(arguments[1]));
            case "media" -> new MediaLoad().run(Integer.parseInt(arguments[1]));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        System.exit(0);
    }
}
