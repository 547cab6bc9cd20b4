package dev.whiteboard.local.launcher.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a module is built from, at one moment.
 *
 * @param fingerprint changes when a file is edited, added, renamed or removed; a new time alone does not change it
 * @param newest      when any of them changed last
 */
record Sources(String fingerprint, FileTime newest) {

    /** @param folders of the modules, whose {@code pom.xml} and {@code src/main} count */
    static Sources of(Path root, Set<Path> folders) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            FileTime newest = FileTime.fromMillis(0);
            for (Path file : files(root, folders)) {
                FileTime changed = Files.getLastModifiedTime(file);
                newest = changed.compareTo(newest) > 0 ? changed : newest;
                if (Files.isRegularFile(file)) {
                    digest.update(root.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                    digest.update((byte) 0);
                    digest.update(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
                }
            }
            return new Sources(HexFormat.of().formatHex(digest.digest()), newest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Folders too: their time tells that a file was removed. */
    private static List<Path> files(Path root, Set<Path> folders) throws IOException {
        Stream.Builder<Path> all = Stream.builder();
        all.add(root.resolve("pom.xml"));
        for (Path folder : folders) {
            all.add(folder.resolve("pom.xml"));
            if (Files.isDirectory(folder.resolve("src/main"))) {
                try (Stream<Path> sources = Files.walk(folder.resolve("src/main"))) {
                    sources.forEach(all::add);
                }
            }
        }
        return all.build().sorted().toList();
    }
}
