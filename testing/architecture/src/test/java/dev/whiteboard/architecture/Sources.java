package dev.whiteboard.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The checkout's files as text, for the rules that bytecode cannot show. */
final class Sources {
    private static final Set<String> NOT_OURS = Set.of("target", ".git", ".whiteboard", "node_modules");

    private Sources() {}

    static Path root() {
        return Path.of(System.getProperty("whiteboard.root", "../..")).toAbsolutePath().normalize();
    }

    static List<Path> files(Predicate<String> path) {
        try (var files = Files.walk(root())) {
            return files.filter(Sources::isOurs).filter(Files::isRegularFile)
                    .filter(file -> path.test(root().relativize(file).toString())).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> mainJava() {
        return files(path -> path.contains("src/main/java/") && path.endsWith(".java"));
    }

    static List<Path> testJava() {
        return files(path -> path.contains("src/test/java/") && path.endsWith(".java"));
    }

    /** The JSON files that this build left in {@code target/<folder>} of every module. */
    static List<Path> built(String folder) {
        try (var files = Files.walk(root(), 6)) {
            return files.filter(file -> file.toString().endsWith(".json")
                    && file.getParent().endsWith(Path.of("target", folder))).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String name(Path file) {
        return root().relativize(file).toString();
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOurs(Path file) {
        for (Path part : root().relativize(file)) {
            if (NOT_OURS.contains(part.toString())) {
                return false;
            }
        }
        return true;
    }
}
