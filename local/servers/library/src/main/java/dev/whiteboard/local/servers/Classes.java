package dev.whiteboard.local.servers;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Cuts a jar out of a jar, or out of the classes folder that stands for it within a build. */
final class Classes {

    private Classes() {}

    static void jar(Path source, Predicate<String> wanted, Path target) throws IOException {
        if (Files.isDirectory(source)) {
            write(source, wanted, target);
            return;
        }
        try (var zip = FileSystems.newFileSystem(source)) {
            write(zip.getPath("/"), wanted, target);
        }
    }

    private static void write(Path root, Predicate<String> wanted, Path target) throws IOException {
        try (OutputStream out = Files.newOutputStream(target);
                var jar = new ZipOutputStream(out);
                Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = root.relativize(file).toString();
                if (wanted.test(name)) {
                    jar.putNextEntry(new ZipEntry(name));
                    Files.copy(file, jar);
                    jar.closeEntry();
                }
            }
        }
    }
}
