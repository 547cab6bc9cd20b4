package dev.whiteboard.journeys.console;

import com.microsoft.playwright.Page;
import java.util.List;

/** The front page, with what it can show when some of the platform runs. */
class HomeWalk extends Walk {
    private static final List<String> RUNNING = List.of("URL shortener", "Chat", "Social feed", "File storage");

    HomeWalk(Stage stage) {
        super(stage, "home", "/");
    }

    @Override
    void use(Visit visit) {
        for (String system : RUNNING) {
            visit.sees(visit.page().locator(".card", having(system)).locator(".pill"), "up");
        }
        visit.click("Show what Alice sees");
        visit.sees("#first", "Conversations");
        visit.sees("#first", "Feed");
    }

    /** The shop and the videos do not run now: their parts are left out of the one answer, and named. */
    @Override
    void fail(Visit visit) {
        visit.click("Show what Alice sees");
        visit.sees(visit.page().locator("#first section", having("Orders")), "SERVICE_UNAVAILABLE");
        visit.sees("#first", "Conversations");
        visit.sees(visit.page().locator(".card", having("Shop")).locator(".pill"), "down");
    }

    private static Page.LocatorOptions having(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }
}
