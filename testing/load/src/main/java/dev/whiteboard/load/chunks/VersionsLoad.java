package dev.whiteboard.load.chunks;

import dev.whiteboard.storage.chunk.ChunkHash;
import dev.whiteboard.storage.chunk.Chunking;
import dev.whiteboard.storage.chunk.Splitter;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Ten versions of a file, each with twenty insertions of 4 KiB at random places: what is stored by content, by fixed size and by restic. */
final class VersionsLoad {
    private static final int VERSIONS = 10;
    private static final int INSERTIONS = 20;
    private static final int INSERTED = 4 * 1024;

    private final Path folder;
    private final int megabytes;
    private final Random random = new Random(20_261_120);

    VersionsLoad(Path folder, int megabytes) {
        this.folder = folder;
        this.megabytes = megabytes;
    }

    void run() throws IOException, InterruptedException {
        Path data = Files.createDirectories(folder.resolve("data")).resolve("file");
        Path repository = folder.resolve("restic");
        restic(repository, "init", "--repository-version", "1");
        byte[] bytes = new byte[megabytes * 1024 * 1024];
        random.nextBytes(bytes);
        Set<String> content = new HashSet<>();
        Set<String> fixed = new HashSet<>();
        long byContent = 0;
        long byFixed = 0;
        for (int version = 1; version <= VERSIONS; version++) {
            bytes = version == 1 ? bytes : edited(bytes);
            Files.write(data, bytes);
            byContent += store(data, Chunking.CONTENT, content);
            byFixed += store(data, Chunking.FIXED, fixed);
            restic(repository, "backup", "--quiet", data.toString());
        }
        long byRestic = size(repository);
        System.out.printf("""
                stored for %d versions of %d MiB   content-defined %,d   fixed 4 MiB %,d   restic %,d
                content-defined / restic %.3f   fixed / restic %.3f%n""", VERSIONS, megabytes, byContent, byFixed,
                byRestic,
                (double) byContent / byRestic, (double) byFixed / byRestic);
    }

    private byte[] edited(byte[] before) {
        int[] places = random.ints(INSERTIONS, 0, before.length).sorted().toArray();
        byte[] after = new byte[before.length + INSERTIONS * INSERTED];
        byte[] inserted = new byte[INSERTED];
        int from = 0;
        int to = 0;
        for (int place : places) {
            System.arraycopy(before, from, after, to, place - from);
            to += place - from;
            from = place;
            random.nextBytes(inserted);
            System.arraycopy(inserted, 0, after, to, INSERTED);
            to += INSERTED;
        }
        System.arraycopy(before, from, after, to, before.length - from);
        return after;
    }

    /** @return how many bytes are new, with the 36 of each entry of the list of chunks */
    private static long store(Path file, Chunking chunking, Set<String> stored) throws IOException {
        long[] fresh = {0};
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 20)) {
            new Splitter(chunking.cutter()).split(in, chunk -> fresh[0] += 36
                    + (stored.add(ChunkHash.ofBytes(chunk, 0, chunk.length).hex()) ? chunk.length : 0));
        }
        return fresh[0];
    }

    private static void restic(Path repository, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("restic", "-r", repository.toString()));
        command.addAll(Arrays.asList(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        process.environment().putAll(Map.of("RESTIC_PASSWORD", "load"));
        int status = process.start().waitFor();
        if (status != 0) {
            throw new IOException("restic ended with " + status);
        }
    }

    private static long size(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
