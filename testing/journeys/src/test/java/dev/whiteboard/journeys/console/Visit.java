package dev.whiteboard.journeys.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ScreenshotType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Somebody who has one page open, and notices whatever goes wrong in it. */
final class Visit implements AutoCloseable {
    /** What breaks out wherever text becomes markup. */
    static final String HOSTILE = "<img src=x onerror=alert(1)>";

    private static final int WIDTH = 1280;
    private static final int HEIGHT = 860;
    private static final int NARROW = 360;
    private static final int QUALITY = 62;
    /** A browser writes each answer that is a refusal to its console: those are the pages' business. */
    private static final Pattern REFUSED = Pattern.compile("status of [45]\\d\\d|net::ERR_INTERNET_DISCONNECTED");
    private static final Path PICTURES = Path.of("target", "pictures");

    private static final String AWAY = """
            {"status":503,"error":{"code":"SERVICE_UNAVAILABLE","message":"This service is not available."}}""";

    private final BrowserContext context;
    private final Page page;
    private final List<String> wrong = new ArrayList<>();

    Visit(Browser browser, String address, double patience, boolean strict) {
        context = browser.newContext(new Browser.NewContextOptions().setViewportSize(WIDTH, HEIGHT)
                .setBypassCSP(!strict));
        context.setDefaultTimeout(patience);
        page = context.newPage();
        page.onConsoleMessage(this::hear);
        page.onPageError(wrong::add);
        page.onDialog(this::meet);
        page.navigate(address);
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    Locator region(String name) {
        return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    void click(String button) {
        button(button).click();
    }

    void fill(String label, String text) {
        page.getByLabel(label).first().fill(text);
    }

    void choose(String label, String value) {
        page.getByLabel(label).selectOption(value);
    }

    void sees(Locator where, String text) {
        assertThat(where.filter(new Locator.FilterOptions().setHasText(text)).first()).isVisible();
    }

    void sees(Locator where, Pattern text) {
        assertThat(where.filter(new Locator.FilterOptions().setHasText(text)).first()).isVisible();
    }

    void sees(String selector, String text) {
        sees(page.locator(selector), text);
    }

    /** What was written is there as it was written, and is nothing else. */
    void seesAsText(Locator where, String text) {
        sees(where, text);
        assertThat(page.locator("img[src='x']").count()).as("elements made of text").isZero();
    }

    /** Until {@link #comesBack} nobody answers such requests but the gateway, and that with a refusal. */
    void isAway(String pattern) {
        page.route(pattern, Visit::refuse);
    }

    void comesBack(String pattern) {
        page.unroute(pattern);
    }

    /** Opens the page anew while the platform is not all there yet: as many questions are refused at first. */
    void beginAgainRefused(int questions) {
        var left = new AtomicInteger(questions);
        page.route("**/api/**", question -> {
            if (left.getAndDecrement() > 0) {
                refuse(question);
            } else {
                question.fallback();
            }
        });
        page.reload();
    }

    private static void refuse(Route question) {
        question.fulfill(new Route.FulfillOptions().setStatus(503).setContentType("application/problem+json")
                .setBody(AWAY));
    }

    /** What the page complains of, for whoever wonders why something is not to be seen. */
    String complaints() {
        return "the page says %s, the browser %s".formatted(page.locator(".problem:visible").allInnerTexts(), wrong);
    }

    /** That the browser had nothing to complain of: no error, no breach of the policy, no dialog. */
    void nothingWentWrong() {
        assertThat(wrong).isEmpty();
    }

    /** That everything has room on a telephone. */
    void fitsANarrowScreen() {
        page.setViewportSize(NARROW, HEIGHT);
        Object over = page.evaluate("() => document.documentElement.scrollWidth - innerWidth");
        assertThat(((Number) over).intValue()).as("pixels that stick out").isLessThanOrEqualTo(0);
        page.setViewportSize(WIDTH, HEIGHT);
    }

    /** Keeps what is to be seen, as build output. */
    void picture(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".jpeg"))
                .setType(ScreenshotType.JPEG).setQuality(QUALITY));
    }

    @Override
    public void close() {
        context.close();
    }

    private void hear(ConsoleMessage message) {
        if (message.type().equals("error") && !REFUSED.matcher(message.text()).find()) {
            wrong.add(message.text());
        }
    }

    private void meet(Dialog dialog) {
        wrong.add("a dialog: " + dialog.message());
        dialog.dismiss();
    }
}
