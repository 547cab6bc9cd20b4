package dev.whiteboard.journeys.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;

/** A file that becomes a stream. */
class VideoWalk extends Walk {
    VideoWalk(Stage stage) {
        super(stage, "video", "/console/video");
    }

    /** The browser films what it uploads, so that nobody needs a file. */
    @Override
    void use(Visit visit) {
        Locator video = visit.region("The video");
        String title = "Film " + unique() + " " + Visit.HOSTILE;
        visit.fill("Title", title);
        visit.click("Make six seconds of one");
        visit.sees("form .note", "have arrived");
        visit.seesAsText(video.locator("h2"), title);
        visit.sees(video.locator(".ladder li"), "360p");
        visit.sees(video.locator(".note"), "Plays");
        visit.page().waitForCondition(() -> played(video) > 1);
        visit.sees(video.locator(".pill"), "ready");
        visit.sees(video.locator(".ladder li"), "720p");
    }

    @Override
    void fail(Visit visit) {
        visit.page().locator("input[type=file]").setInputFiles(
                new FilePayload("no-film.mp4", "video/mp4", "words".getBytes(StandardCharsets.UTF_8)));
        visit.click("Upload");
        Locator video = visit.region("The video");
        visit.sees(video.locator(".pill"), "failed");
        visit.sees(video.locator(".problem"), "NOT_A_VIDEO");
        assertThat(video.locator("video")).isHidden();
    }

    private static double played(Locator video) {
        return ((Number) video.locator("video").evaluate("screen => screen.currentTime")).doubleValue();
    }
}
