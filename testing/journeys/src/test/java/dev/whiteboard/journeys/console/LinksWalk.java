package dev.whiteboard.journeys.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** Shortening a link. */
class LinksWalk extends Walk {
    LinksWalk(Stage stage) {
        super(stage, "url-shortener", "/console/url-shortener");
    }

    @Override
    void use(Visit visit) {
        visit.fill("Long address", "https://example.com/" + unique());
        visit.click("Shorten");
        visit.sees(".address", "/");
        visit.click("25 visits");
        visit.sees(".note", "25 visits answered");
        assertThat(visit.page().locator(".big b").first()).hasText("25");
    }

    @Override
    void fail(Visit visit) {
        String alias = "taken-" + unique();
        for (int twice = 0; twice < 2; twice++) {
            visit.page().getByLabel("Alias").fill(alias);
            visit.click("Shorten");
            visit.sees(".address", alias);
        }
        visit.sees("form .problem", "ALREADY_EXISTS");
    }
}
