package dev.whiteboard.journeys.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What is true of every page; each says itself what one does there. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class Walk {
    private static final List<String> GRAVE = List.of("serious", "critical");

    private final Stage stage;
    private final String name;
    private final String path;

    /** @param name of the page, and of its picture */
    Walk(Stage stage, String name, String path) {
        this.stage = stage;
        this.name = name;
        this.path = path;
    }

    /** Does what the page is for. */
    abstract void use(Visit visit);

    /** Does what cannot be done, and sees a sentence with its code. */
    abstract void fail(Visit visit);

    private void visit(Consumer<Visit> what) {
        try (Visit visit = stage.open(path)) {
            try {
                what.accept(visit);
                visit.nothingWentWrong();
            } catch (AssertionError | PlaywrightException failure) {
                throw new AssertionError(failure.getMessage() + "\n" + visit.complaints(), failure);
            }
        }
    }

    @Test
    @Order(1)
    void itDoesWhatItIsFor() {
        visit(visit -> {
            use(visit);
            assertThat(visit.page().locator("svg .up").first()).isVisible();
            visit.picture(name);
            visit.fitsANarrowScreen();
        });
    }

    @Test
    @Order(2)
    void whatCannotBeDoneIsASentenceWithItsCode() {
        visit(this::fail);
    }

    @Test
    @Order(3)
    void aLostConnectionSaysSoAndComesBack() {
        visit(visit -> {
            assertThat(visit.page().locator("svg .up").first()).isVisible();
            Locator line = visit.page().locator("#lost");
            visit.context().setOffline(true);
            assertThat(line).containsText("does not answer");
            visit.context().setOffline(false);
            assertThat(line).isHidden();
        });
    }

    @Test
    @Order(4)
    void axeFindsNothingSerious() throws IOException {
        try (Visit visit = stage.openToTools(path)) {
            assertThat(visit.page().locator("svg .up").first()).isVisible();
            visit.page().addScriptTag(new Page.AddScriptTagOptions().setContent(axe()));
            for (String scheme : List.of("light", "dark")) {
                visit.page().evaluate("scheme => document.documentElement.dataset.theme = scheme", scheme);
                assertThat(grave(visit.page())).as(scheme).isEmpty();
            }
        }
    }

    /** A name that no other test uses. */
    static String unique() {
        return Long.toString(System.nanoTime(), Character.MAX_RADIX).toLowerCase(Locale.ROOT);
    }

    private static String axe() throws IOException {
        try (InputStream script = Walk.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script, "axe is not on the class path").readAllBytes(),
                    StandardCharsets.UTF_8);
        }
    }

    /** Each finding that keeps somebody out, with where it is. */
    private static List<String> grave(Page page) {
        Object result = page.evaluate("""
                async () => (await axe.run()).violations.map(({ id, impact, nodes }) =>
                    ({ id, impact, where: nodes.slice(0, 3).map(node => node.html).join(" | ") }))""");
        return ((List<?>) result).stream().map(finding -> (Map<?, ?>) finding)
                .filter(finding -> GRAVE.contains(finding.get("impact")))
                .map(finding -> finding.get("id") + " at " + finding.get("where")).collect(Collectors.toList());
    }
}
