package dev.whiteboard.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the packed services ship may be shipped: each library comes under a licence that asks for no more than a notice. */
class LicencesTest {
    /** GPL is none of these; a library that offers another one beside it may be taken under that. */
    private static final Pattern FREE = Pattern.compile(
            "(?i).*(apache|\\bMIT\\b|BSD|EPL|Eclipse|EDL|Mozilla|MPL|Universal Permissive|UPL|ISC|CC0|Public Domain|Unicode|Bouncy Castle).*");
    private static final Pattern COPYLEFT = Pattern.compile("(?i).*(GPL|General Public|AGPL|SSPL|Business Source).*");

    @Test
    void everyLibraryThatShipsHasAFreeLicence() throws IOException {
        List<Shipped> libraries = Shipped.all();
        report(libraries);
        assertThat(libraries).hasSizeGreaterThan(50);
        assertThat(libraries).filteredOn(library -> library.licences().stream()
                .noneMatch(name -> FREE.matcher(name).matches() && !COPYLEFT.matcher(name).matches())).isEmpty();
    }

    @Test
    void allServicesShipTheSameVersionOfALibrary() {
        Map<String, TreeSet<String>> versions = new TreeMap<>();
        Shipped.all().forEach(library -> versions.computeIfAbsent(library.name(), _ -> new TreeSet<>())
                .add(library.file().replaceAll("-(linux|osx|windows)-.*", ".jar")));
        assertThat(versions.values()).allSatisfy(files -> assertThat(files).hasSize(1));
    }

    /** Read by people: {@code testing/architecture/target/dependencies.md}. */
    private static void report(List<Shipped> libraries) throws IOException {
        String rows = libraries.stream().map(library -> "| %s | %s | %s |".formatted(library.file(),
                String.join(", ", library.licences()), String.join(", ", library.services())))
                .collect(Collectors.joining("\n", "| library | licence | shipped by |\n|---|---|---|\n", "\n"));
        Files.writeString(Files.createDirectories(Path.of("target")).resolve("dependencies.md"), rows);
    }
}
