package dev.whiteboard.local.servers;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The programs ffmpeg and ffprobe: those on the PATH, else a build from the class path, which only development uses. */
public record Ffmpeg(Path ffmpeg, Path ffprobe) {

    /** The programs of this machine. */
    public static Ffmpeg find() {
        return onPath("ffmpeg").flatMap(ffmpeg -> onPath("ffprobe").map(ffprobe -> new Ffmpeg(ffmpeg, ffprobe)))
                .orElseGet(Ffmpeg::unpacked);
    }

    /** The names under which video-service looks for them. */
    public Map<String, String> environment() {
        return Map.of("FFMPEG", ffmpeg.toString(), "FFPROBE", ffprobe.toString());
    }

    private static Optional<Path> onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program)).filter(Files::isExecutable).findFirst();
    }

    private static Ffmpeg unpacked() {
        String build = Platform.current().ffmpeg();
        Place place = Place.at(Path.of("."));
        try {
            Path folder = Programs.folder("org/bytedeco/ffmpeg/" + build,
                    place.cache().resolve("ffmpeg-8.0.1-" + build),
                    Ffmpeg::wrap);
            return new Ffmpeg(folder.resolve("bin/ffmpeg"), folder.resolve("bin/ffprobe"));
        } catch (IOException e) {
            throw new ServerException("Cannot unpack ffmpeg; install it with the package manager: " + e.getMessage(),
                    e);
        }
    }

    /** Its libraries lie beside it, where the system does not look of itself. */
    private static void wrap(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("bin"));
        for (String program : List.of("ffmpeg", "ffprobe")) {
            Path script = folder.resolve("bin").resolve(program);
            Files.writeString(script, """
                    #!/bin/sh
                    folder=$(dirname "$(dirname "$0")")
                    export LD_LIBRARY_PATH="$folder" DYLD_LIBRARY_PATH="$folder"
                    exec "$folder/%s" "$@"
                    """.formatted(program));
            for (Path executable : List.of(script, folder.resolve(program))) {
                Files.setPosixFilePermissions(executable, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }
}
