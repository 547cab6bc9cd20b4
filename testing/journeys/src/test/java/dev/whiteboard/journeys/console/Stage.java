package dev.whiteboard.journeys.console;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.whiteboard.journeys.PlatformPart;
import dev.whiteboard.local.servers.Place;
import dev.whiteboard.testkit.TestEnvironment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A browser, and as much of the platform as a page needs: not all of it runs at once. */
final class Stage implements AutoCloseable {
    private static final List<String> ALWAYS = List.of("identity-service", "gateway");
    /** For a machine that does ten things meanwhile; nothing here measures time. */
    private static final double PATIENCE_MS = 90_000;
    private static final int SECRET_BYTES = 32;

    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    private final PlatformPart platform;
    private final Playwright playwright;
    private final Browser browser;

    Stage(TestEnvironment servers) {
        platform = new PlatformPart(servers, name -> secrets.computeIfAbsent(name, _ -> secret()),
                Place.temporary().home(), Map.of("DEMO_PRODUCTS", "60"));
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Path chromium = NeedsChromium.Condition.chromium().orElseThrow();
        browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(chromium)
                .setArgs(List.of("--no-sandbox", "--autoplay-policy=no-user-gesture-required")));
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
    }

    /** Lets those services run beside the gateway and identity, and no others. */
    void needs(List<String> services) {
        List<String> all = new ArrayList<>(ALWAYS);
        all.addAll(services);
        platform.run(all);
    }

    String gateway() {
        return platform.gateway();
    }

    String url(String service) {
        return platform.url(service);
    }

    Visit open(String path) {
        return new Visit(browser, platform.gateway() + path, PATIENCE_MS, true);
    }

    /** Without the pages' own policy, which lets nothing be added to them: for tools that look at a page, and nothing else. */
    Visit openToTools(String path) {
        return new Visit(browser, platform.gateway() + path, PATIENCE_MS, false);
    }

    @Override
    public void close() {
        playwright.close();
        platform.close();
    }

    private static String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return new String(Base64.getEncoder().encode(bytes), StandardCharsets.US_ASCII);
    }
}
