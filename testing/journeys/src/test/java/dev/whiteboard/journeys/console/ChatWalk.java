package dev.whiteboard.journeys.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;

/** Two people, two windows. */
class ChatWalk extends Walk {
    ChatWalk(Stage stage) {
        super(stage, "chat", "/console/chat");
    }

    @Override
    void use(Visit visit) {
        Locator alice = visit.region("Alice's window");
        Locator bob = visit.region("Bob's window");
        String id = unique();
        visit.sees(alice.locator(".who"), "Bob is online");
        writing(alice).pressSequentially("Hel");
        visit.sees(bob.locator(".typing"), "Alice is typing");
        write(alice, "Hello " + id + " " + Visit.HOSTILE);
        visit.seesAsText(bob.locator("li"), "Hello " + id + " " + Visit.HOSTILE);
        writing(bob).click();
        assertThat(alice.locator("li.mine").last().locator(".ticks.read")).isVisible();

        click(bob, "Go offline");
        visit.sees(alice.locator(".who"), "offline");
        write(bob, "from afar " + id);
        write(alice, "while you were away " + id);
        click(bob, "Come back");
        visit.sees(bob.locator("li"), "while you were away " + id);
        visit.sees(alice.locator("li"), "from afar " + id);
    }

    @Override
    void fail(Visit visit) {
        visit.beginAgainRefused(2);
        visit.sees(visit.region("Alice's window").locator(".who"), "Bob is online");
        visit.choose("Right window", "alice");
        visit.sees(".demo .problem", "Choose two different people");
    }

    private static Locator writing(Locator window) {
        return window.getByRole(AriaRole.TEXTBOX);
    }

    private static void write(Locator window, String text) {
        writing(window).fill(text);
        writing(window).press("Enter");
    }

    private static void click(Locator window, String button) {
        window.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button)).click();
    }
}
