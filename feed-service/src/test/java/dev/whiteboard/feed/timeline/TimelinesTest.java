package dev.whiteboard.feed.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.testkit.Redis;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a timeline promises about itself. */
@Servers(ServerKind.REDIS)
class TimelinesTest {
    @Test
    void whatIsNotThereTakesNothing(Redis redis) {
        try (var raw = new RawTimelines(redis.url())) {
            raw.timelines().push(Map.of(1L, List.of(10L)));
            raw.timelines().merge(1, List.of(5L), 0);
            assertThat(raw.size(1)).isZero();
            assertThat(raw.entries(1)).isEmpty();
        }
    }

    @Test
    void whatIsPushedWhileItIsBuiltIsKept(Redis redis) {
        try (var raw = new RawTimelines(redis.url())) {
            raw.timelines().begin(2, "builder");
            raw.timelines().push(Map.of(2L, List.of(30L)));
            assertThat(raw.entries(2)).as("not ready").isEmpty();
            assertThat(raw.timelines().fill(2, "builder", List.of(20L, 10L), 0)).isTrue();
            assertThat(raw.entries(2)).contains(List.of(30L, 20L, 10L));
        }
    }

    @Test
    void aBuilderWhoseTimelineWasLostDoesNotFinishIt(Redis redis) {
        try (var raw = new RawTimelines(redis.url())) {
            raw.timelines().begin(3, "slow");
            raw.flush();
            raw.timelines().begin(3, "other");
            assertThat(raw.timelines().fill(3, "slow", List.of(10L), 0)).isFalse();
            assertThat(raw.entries(3)).isEmpty();
            assertThat(raw.timelines().fill(3, "other", List.of(20L, 10L), 0)).isTrue();
        }
    }

    @Test
    void itIsCappedAndTheFloorRises(Redis redis) {
        try (var raw = new RawTimelines(redis.url())) {
            raw.timelines().begin(4, "builder");
            raw.timelines().fill(4, "builder", List.of(), 0);
            List<Long> pushed = new ArrayList<>(LongStream.rangeClosed(1, 2_000).boxed().toList());
            for (int at = 0; at < pushed.size(); at += 100) {
                raw.timelines().push(Map.of(4L, pushed.subList(at, at + 100)));
            }
            assertThat(raw.size(4)).isLessThanOrEqualTo(842);
            Slice all = raw.timelines().read(4, Long.MAX_VALUE, 1_000).orElseThrow();
            assertThat(all.entries()).startsWith(2_000L, 1_999L);
            assertThat(all.entries()).hasSize((int) (2_000 - all.down()));
            assertThat(all.last()).isTrue();
            Slice part = raw.timelines().read(4, 1_990, 5).orElseThrow();
            assertThat(part).isEqualTo(new Slice(List.of(1_989L, 1_988L, 1_987L, 1_986L, 1_985L), 1_984, false));
        }
    }

    @Test
    void somebodyWhoPostedMoreThanIsAddedRaisesTheFloor(Redis redis) {
        try (var raw = new RawTimelines(redis.url())) {
            raw.timelines().begin(5, "builder");
            raw.timelines().fill(5, "builder", List.of(50L, 10L), 0);
            raw.timelines().merge(5, List.of(40L, 30L), 29);
            assertThat(raw.timelines().read(5, Long.MAX_VALUE, 10)).contains(
                    new Slice(List.of(50L, 40L, 30L), 29, true));
            raw.timelines().remove(5, List.of(40L));
            assertThat(raw.entries(5)).contains(List.of(50L, 30L));
        }
    }
}
