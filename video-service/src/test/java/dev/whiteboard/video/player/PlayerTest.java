package dev.whiteboard.video.player;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.video.Clips;
import dev.whiteboard.video.Studio;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What browsers play: hls.js, as it is, in Chromium. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.KAFKA, ServerKind.S3}, shared = true)
class PlayerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(240);
    private static final int SECONDS = 14;

    @Test
    void aBrowserPlaysToTheEndWhateverLevelItIsMadeToGoOverTo(TestEnvironment environment, TestTokens tokens)
            throws IOException, InterruptedException {
        assumeTrue(Browser.isThere(), "Chromium is not installed, so nothing is played: apt-get install chromium");
        Studio studio = Studio.shared(environment, tokens);
        String id = studio.user("alice").upload(Clips.clip(SECONDS, "640x480", 30));
        await().atMost(PATIENCE).until(() -> studio.video(id).get("status").asString().equals("ready"));
        try (Theatre theatre = Theatre.open();
                Browser browser = Browser
                        .at(theatre.url(studio.url() + studio.video(id).get("manifest_url").asString()))) {
            JsonNode seen = theatre.report(PATIENCE).orElseThrow(
                    () -> new AssertionError("nothing was reported; the browser printed:\n" + browser.printed()));
            assertThat(seen.get("fatal")).as("%s", seen).isEmpty();
            assertThat(seen.get("ended").asBoolean()).as("%s", seen).isTrue();
            assertThat(seen.get("position").asDouble()).isGreaterThan(SECONDS - 0.5);
            assertThat(seen.get("levels")).extracting(JsonNode::asInt).as("went over").containsAll(List.of(0, 1));
        }
    }
}
