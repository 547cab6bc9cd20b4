package dev.whiteboard.journeys.console;

import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.regex.Pattern;

/** Five algorithms under one stream of requests. */
class LimitsWalk extends Walk {
    private static final List<String> LANES = List.of("Token bucket", "Leaking bucket", "Fixed window", "Sliding log",
            "Sliding counter");
    private static final String SET = "Set this limit for all five";
    private static final Pattern SOME = Pattern.compile("[1-9]");

    LimitsWalk(Stage stage) {
        super(stage, "rate-limiter", "/console/rate-limiter");
    }

    @Override
    void use(Visit visit) {
        visit.click("20 at once");
        for (String lane : LANES) {
            Locator count = visit.region(lane).locator(".count");
            visit.sees(count.locator("b"), SOME);
            visit.sees(count.locator("i"), SOME);
        }
        visit.fill("in seconds", "3");
        visit.click(SET);
        visit.sees("form .note", "in 3 s");
        visit.fill("in seconds", "5");
        visit.click(SET);
        visit.sees("form .note", "in 5 s");
    }

    /** A limit that is none is refused by the service, whatever the form lets pass. */
    @Override
    void fail(Visit visit) {
        visit.button("20 at once").waitFor();
        visit.page().evaluate("() => document.querySelector('form').setAttribute('novalidate', '')");
        visit.fill("in seconds", "0");
        visit.click(SET);
        visit.sees("form .problem", "VALIDATION_ERROR");
    }
}
