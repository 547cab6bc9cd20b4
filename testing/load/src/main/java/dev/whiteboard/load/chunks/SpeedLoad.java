package dev.whiteboard.load.chunks;

import dev.whiteboard.storage.chunk.ChunkHash;
import dev.whiteboard.storage.chunk.Chunking;
import dev.whiteboard.storage.chunk.Splitter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * A file is cut where its content says so by one thread, which hands each chunk to others that hash it: the way an upload
 * takes it, without the store. Beside it the same on one thread, and {@code openssl dgst -sha256} of the same file, which
 * cuts nothing and uses one core. All from the page cache, in turns.
 */
final class SpeedLoad {
    private static final int WARM = 6;
    /** As many chunks as an upload has in its hands. */
    private static final int PARALLEL = 4;

    private final Path file;

    SpeedLoad(Path file) {
        this.file = file;
    }

    void run(int rounds) throws IOException, InterruptedException {
        double[] together = new double[rounds];
        double[] alone = new double[rounds];
        double[] openssl = new double[rounds];
        for (int round = -WARM; round < rounds; round++) {
            double pipelined = rate(this::pipeline);
            double serial = rate(() -> split(Runnable::run));
            double theirs = rate(this::openssl);
            if (round >= 0) {
                together[round] = pipelined;
                alone[round] = serial;
                openssl[round] = theirs;
            }
        }
        System.out.printf("%-40s%s%n%-40s%s%n%-40s%s%n%-40s%s%n%-40s%s%n", "cut and hash as an upload does, MB/s",
                row(together), "cut and hash on one thread, MB/s", row(alone), "openssl dgst -sha256, MB/s",
                row(openssl),
                "as an upload does / openssl", row(ratio(together, openssl)), "on one thread / openssl",
                row(ratio(alone, openssl)));
    }

    private void pipeline() throws IOException {
        var room = new Semaphore(PARALLEL);
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            split(hashing -> {
                room.acquireUninterruptibly();
                executor.execute(() -> {
                    hashing.run();
                    room.release();
                });
            });
        }
    }

    private void split(Executor hashers) throws IOException {
        try (InputStream source = Files.newInputStream(file)) {
            new Splitter(Chunking.CONTENT.cutter()).split(source,
                    chunk -> hashers.execute(() -> ChunkHash.ofBytes(chunk, 0, chunk.length)));
        }
    }

    private void openssl() throws IOException, InterruptedException {
        int status = new ProcessBuilder("openssl", "dgst", "-sha256", file.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        if (status != 0) {
            throw new IOException("openssl ended with " + status);
        }
    }

    private interface Pass {
        void run() throws IOException, InterruptedException;
    }

    private double rate(Pass pass) throws IOException, InterruptedException {
        long began = System.nanoTime();
        pass.run();
        return Files.size(file) * 1_000.0 / (System.nanoTime() - began);
    }

    private static double[] ratio(double[] ours, double[] theirs) {
        double[] ratios = new double[ours.length];
        Arrays.setAll(ratios, round -> ours[round] / theirs[round]);
        return ratios;
    }

    private static String row(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return "median %9.2f   range %.2f-%.2f".formatted(sorted[sorted.length / 2], sorted[0],
                sorted[sorted.length - 1]);
    }
}
