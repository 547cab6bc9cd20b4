package dev.whiteboard.local.servers;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Unpacks the servers' programs from the class path into a cache, once for all processes: each unpacks beside it and
 * moves the whole into place, and who comes second throws its own away.
 */
final class Programs {

    private Programs() {}

    static Path archive(String resource, Path cache, String version) throws IOException {
        return unpackOnce(cache.resolve(resource.replace(".txz", "-" + version)), target -> {
            try (var tar = new TarArchiveInputStream(new XZInputStream(open(resource)))) {
                for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    extract(entry, tar, target);
                }
            }
        });
    }

    static Path executable(String resource, Path cache) throws IOException {
        return unpackOnce(cache.resolve(resource), target -> {
            Path file = target.resolve(resource);
            try (InputStream in = open(resource)) {
                Files.copy(in, file);
            }
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }).resolve(resource);
    }

    /** All files that the class path has in a folder of a jar, and what is made of them. */
    static Path folder(String resources, Path target, Unpacking finish) throws IOException {
        return unpackOnce(target, fresh -> {
            URL url = Programs.class.getResource("/" + resources);
            if (url == null) {
                throw new FileNotFoundException(resources + " is not on the class path");
            }
            var jar = (JarURLConnection) url.openConnection();
            jar.setUseCaches(false);
            try (JarFile files = jar.getJarFile()) {
                for (JarEntry entry : files.stream().filter(file -> !file.isDirectory())
                        .filter(file -> file.getName().startsWith(resources + "/")).toList()) {
                    Path name = Path.of(entry.getName()).getFileName();
                    Files.copy(files.getInputStream(entry), fresh.resolve(name));
                }
            }
            finish.into(fresh);
        });
    }

    interface Unpacking {
        void into(Path target) throws IOException;
    }

    private static Path unpackOnce(Path target, Unpacking unpacking) throws IOException {
        if (Files.isDirectory(target)) {
            return target;
        }
        Files.createDirectories(target.getParent());
        Path fresh = Files.createTempDirectory(target.getParent(), "unpacking-");
        try {
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
            unpacking.into(fresh);
            Files.move(fresh, target);
        } catch (IOException e) {
            Folders.delete(fresh);
            if (!Files.isDirectory(target)) {
                throw e;
            }
        }
        return target;
    }

    private static void extract(TarArchiveEntry entry, InputStream content, Path target) throws IOException {
        Path file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) {
            throw new IOException("The archive leads out of its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, file);
        boolean executable = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static InputStream open(String resource) throws IOException {
        InputStream in = Programs.class.getResourceAsStream("/" + resource);
        if (in == null) {
            throw new FileNotFoundException(resource + " is not on the class path");
        }
        return in;
    }
}
