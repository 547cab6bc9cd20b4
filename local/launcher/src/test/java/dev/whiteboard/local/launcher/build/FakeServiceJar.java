package dev.whiteboard.local.launcher.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A jar that can be told to extract itself, like one of Spring Boot, and nothing else. */
public final class FakeServiceJar {

    private FakeServiceJar() {}

    static void write(Path jar, String content) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeServiceJar.class.getName());
        String entry = FakeServiceJar.class.getName().replace('.', '/') + ".class";
        Files.createDirectories(jar.getParent());
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                var code = FakeServiceJar.class.getResourceAsStream("/" + entry)) {
            out.putNextEntry(new JarEntry(entry));
            code.transferTo(out);
            out.putNextEntry(new JarEntry("content"));
            out.write(content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    /** {@code extract --destination <folder>}. */
    public static void main(String[] words) throws IOException {
        Path target = Files.createDirectories(Path.of(words[2]));
        Files.copy(Path.of(System.getProperty("java.class.path")), target.resolve("app.jar"));
    }
}
