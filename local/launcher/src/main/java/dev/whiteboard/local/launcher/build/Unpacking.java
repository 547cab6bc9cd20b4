package dev.whiteboard.local.launcher.build;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Lays a Spring Boot jar out as a folder named by its content, so that the same jar is the same folder. */
final class Unpacking {

    private static final int NAME_LENGTH = 12;

    private Unpacking() {}

    /** @return the folder, made now or before */
    static Path of(Path jar, Path parent, Path log) throws IOException {
        Path folder = parent.resolve(hash(jar).substring(0, NAME_LENGTH));
        if (Files.exists(folder)) {
            return folder;
        }
        Files.createDirectories(parent);
        Path fresh = Files.createTempDirectory(parent, "new-");
        try {
            Path copy = Files.copy(jar, fresh.resolve(App.JAR));
            extract(copy, fresh.resolve("out"), log);
            Files.move(fresh.resolve("out"), folder);
        } finally {
            Folders.delete(fresh);
        }
        return folder;
    }

    private static void extract(Path jar, Path target, Path log) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(List.of(java.toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                "-Djarmode=tools", "-jar", jar.toString(), "extract", "--destination", target.toString()))
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException("exit code %d, see %s".formatted(process.exitValue(), log));
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String hash(Path file) throws IOException {
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(((DigestInputStream) in).getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
