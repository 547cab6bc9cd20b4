package dev.whiteboard.journeys.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** Following, posting, and whose timeline it is in. */
class FeedWalk extends Walk {
    private static final int TOO_LONG = 281;

    FeedWalk(Stage stage) {
        super(stage, "social-feed", "/console/social-feed");
    }

    @Override
    void use(Visit visit) {
        Locator follows = visit.page().getByRole(AriaRole.CHECKBOX,
                new Page.GetByRoleOptions().setName("Alice follows Bob"));
        Locator alice = visit.region("Alice's timeline");
        visit.sees(alice.locator(".who"), "listening");
        follow(visit, follows, true);
        String tweet = "News " + unique() + " " + Visit.HOSTILE;
        post(visit, tweet);
        visit.seesAsText(alice.locator(".tweet p"), tweet);
        visit.sees("form .note", "timeline of Alice");
        follow(visit, follows, false);
        assertThat(alice.locator(".tweet", new Locator.LocatorOptions().setHasText(tweet))).hasCount(0);
        follow(visit, follows, true);
        visit.seesAsText(alice.locator(".tweet p"), tweet);
    }

    @Override
    void fail(Visit visit) {
        visit.beginAgainRefused(5);
        visit.sees(visit.region("Alice's timeline").locator(".who"), "listening");
        post(visit, "x".repeat(TOO_LONG));
        visit.sees("form .problem", "VALIDATION_ERROR");
    }

    /** The box is out of use until the answer is there. */
    private static void follow(Visit visit, Locator box, boolean wanted) {
        assertThat(box).isEnabled();
        box.setChecked(wanted);
        assertThat(box).isEnabled();
        visit.page().waitForCondition(() -> box.isChecked() == wanted);
    }

    private static void post(Visit visit, String text) {
        visit.choose("Post as", "bob");
        visit.page().getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Tweet")).fill(text);
        visit.click("Post");
    }
}
