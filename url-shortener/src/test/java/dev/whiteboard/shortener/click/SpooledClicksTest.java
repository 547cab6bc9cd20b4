package dev.whiteboard.shortener.click;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.shortener.click.spool.Spool;
import dev.whiteboard.testkit.Promise;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the event loop to the spool. */
class SpooledClicksTest {
    private static final int BOUND = 8 * 1024;
    private static final ClickIds IDS = new ClickIds();

    @TempDir
    private Path folder;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    @Promise("shortener.kafka-down")
    void whatFindsNoRoomIsDroppedAndCountedAndRedirectsGoOn() {
        int clicks = 1_000;
        try (Spool spool = Spool.open(folder, BOUND / 4, BOUND);
                var recorder = new SpooledClicks(spool, new Observer(new Visitors()), Duration.ofMillis(20),
                        InstantSource.system(), new FlushMark(), meters)) {
            for (int i = 0; i < clicks; i++) {
                assertThat(recorder.record(click())).isCompletedWithValue(true);
            }
            await().until(() -> count("recorded") + count("dropped") == clicks);
            assertThat(spool.bytes()).isLessThanOrEqualTo(BOUND);
            List<byte[]> kept = new ArrayList<>();
            for (Spool.Batch batch = spool.read(BOUND); !batch.records().isEmpty(); batch = spool.read(BOUND)) {
                kept.addAll(batch.records());
                spool.release(batch);
            }
            assertThat(kept).hasSize(count("recorded"));
            assertThat(count("dropped")).isGreaterThan(clicks / 2);
            recorder.record(click());
            await().until(() -> count("recorded") == kept.size() + 1);
        }
    }

    private int count(String what) {
        return (int) meters.counter("shortener.clicks." + what).count();
    }

    private static Click click() {
        UUID id = IDS.next(System.currentTimeMillis());
        return new Click(id, "abcd123", InetAddress.getLoopbackAddress(), null, "curl/8", null, null,
                "00-0123456789abcdef0123456789abcdef-0123456789abcdef-00");
    }
}
