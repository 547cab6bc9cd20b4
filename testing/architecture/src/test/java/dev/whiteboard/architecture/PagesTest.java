package dev.whiteboard.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the pages point at is there: other pages, their sections, and the commands by which figures are repeated. */
class PagesTest {
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|mailto:)([^)#\\s]*)(#[^)\\s]+)?\\)");
    private static final Pattern LOAD = Pattern.compile("testing/load/([a-z-]+(?:\\.[a-z]+)?)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final Pattern CODE = Pattern.compile("```.*?```", Pattern.DOTALL);

    private static List<Path> pages() {
        return Sources.files(path -> path.endsWith(".md"));
    }

    @Test
    void everyLinkLeadsSomewhere() {
        Set<String> dead = new TreeSet<>();
        for (Path page : pages()) {
            LINK.matcher(CODE.matcher(Sources.text(page)).replaceAll("")).results().forEach(link -> {
                Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1)).normalize();
                if (!Files.exists(target)) {
                    dead.add(Sources.name(page) + ": " + link.group(1));
                } else if (link.group(2) != null && target.toString().endsWith(".md")
                        && !anchors(target).contains(link.group(2).substring(1))) {
                    dead.add(Sources.name(page) + ": " + link.group(1) + link.group(2));
                }
            });
        }
        assertThat(dead).isEmpty();
    }

    @Test
    void everyLoadThatAPageNamesExists() {
        Set<String> missing = new TreeSet<>();
        for (Path page : pages()) {
            LOAD.matcher(Sources.text(page)).results().map(found -> found.group(1))
                    .filter(script -> !Files.exists(Sources.root().resolve("testing/load").resolve(script)))
                    .forEach(script -> missing.add(Sources.name(page) + ": " + script));
        }
        assertThat(missing).isEmpty();
    }

    /** As GitHub makes them: lower case, without punctuation, hyphens for spaces. */
    private static Set<String> anchors(Path page) {
        return HEADING.matcher(Sources.text(page)).results()
                .map(heading -> heading.group(1).toLowerCase(java.util.Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .strip().replace(' ', '-'))
                .collect(Collectors.toSet());
    }
}
