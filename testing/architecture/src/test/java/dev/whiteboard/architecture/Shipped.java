package dev.whiteboard.architecture;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * A library inside the packed services.
 *
 * @param file     its jar's name
 * @param licences by the names under which its authors publish it, in its own description or in those that it inherits
 * @param services who ships it
 */
record Shipped(String file, Set<String> licences, Set<String> services) {
    private static final Pattern PARENT = Pattern.compile("<parent>(.*?)</parent>", Pattern.DOTALL);
    private static final Pattern LICENCE = Pattern.compile("<license>\\s*.*?<name>\\s*(.*?)\\s*</name>",
            Pattern.DOTALL);
    private static final String OURS = "dev.whiteboard";

    /** Every library of every packed service but our own modules. */
    static List<Shipped> all() {
        Map<String, Shipped> found = new TreeMap<>();
        for (Path app : apps()) {
            String service = Sources.root().relativize(app).getName(0).toString();
            try (ZipFile zip = new ZipFile(app.toFile())) {
                for (ZipEntry entry : zip.stream().filter(one -> one.getName().matches("BOOT-INF/lib/.*\\.jar"))
                        .toList()) {
                    String file = entry.getName().substring("BOOT-INF/lib/".length());
                    Shipped known = found.get(file);
                    if (known == null) {
                        known = new Shipped(file, licences(file, zip.getInputStream(entry).readAllBytes()),
                                new TreeSet<>());
                        found.put(file, known);
                    }
                    known.services().add(service);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found.values().stream().filter(library -> !library.licences().contains(OURS)).toList();
    }

    static List<Path> apps() {
        try (Stream<Path> files = Files.walk(Sources.root(), 4)) {
            return files.filter(file -> file.getFileName().toString().endsWith("-app.jar"))
                    .filter(file -> !file.startsWith(Sources.root().resolve("local"))).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The library whatever its version and whatever machine it is made for. */
    String name() {
        return description(file).map(pom -> Index.REPOSITORY.relativize(pom.getParent().getParent()).toString())
                .orElse(file);
    }

    private static Set<String> licences(String file, byte[] jar) throws IOException {
        Optional<Path> description = description(file);
        return description.isPresent() ? licences(description.get()) : licences(jar);
    }

    /** Of a jar that Maven did not fetch by itself: ours, or one with its licence inside. */
    private static Set<String> licences(byte[] jar) throws IOException {
        try (var zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().startsWith("META-INF/maven/" + OURS + "/")) {
                    return Set.of(OURS);
                }
                if (entry.getName().equals("META-INF/LICENSE.txt")) {
                    String text = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                    return Set.of(text.strip().lines().findFirst().orElse("").strip());
                }
            }
        }
        return Set.of();
    }

    /** The library's POM in the local Maven repository: beside a jar of this name. */
    private static Optional<Path> description(String file) {
        return Optional.ofNullable(Index.POMS.get(file.replaceAll("(-(linux|osx|windows)-\\w+)?\\.jar$", ".pom")));
    }

    private static Set<String> licences(Path pom) {
        String text = Sources.text(pom);
        Set<String> named = new TreeSet<>();
        LICENCE.matcher(text).results().forEach(found -> named.add(found.group(1).replaceAll("\\s+", " ")));
        if (!named.isEmpty()) {
            return named;
        }
        Matcher parent = PARENT.matcher(text);
        if (!parent.find()) {
            return Set.of();
        }
        String above = parent.group(1);
        Path inherited = Index.REPOSITORY.resolve(value(above, "groupId").replace('.', '/'))
                .resolve(value(above, "artifactId")).resolve(value(above, "version"))
                .resolve(value(above, "artifactId") + "-" + value(above, "version") + ".pom");
        return Files.exists(inherited) ? licences(inherited) : Set.of();
    }

    private static String value(String xml, String name) {
        Matcher value = Pattern.compile("<" + name + ">\\s*(.*?)\\s*</" + name + ">").matcher(xml);
        return value.find() ? value.group(1) : "";
    }

    /** The POMs that Maven has fetched, by file name. */
    private static final class Index {
        static final Path REPOSITORY = Path.of(System.getProperty("maven.repo.local",
                System.getProperty("user.home") + "/.m2/repository"));
        static final Map<String, Path> POMS = poms();

        private static Map<String, Path> poms() {
            Map<String, Path> poms = new TreeMap<>();
            List<Path> found = new ArrayList<>();
            try (Stream<Path> files = Files.walk(REPOSITORY)) {
                files.filter(file -> file.toString().endsWith(".pom")).forEach(found::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            found.forEach(pom -> poms.put(pom.getFileName().toString(), pom));
            return poms;
        }
    }
}
