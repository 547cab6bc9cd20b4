package dev.whiteboard.video.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.Toy;
import dev.whiteboard.video.catalog.Video;
import dev.whiteboard.video.catalog.VideoId;
import dev.whiteboard.video.catalog.VideoStatus;
import dev.whiteboard.video.recommend.Ranked.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** How candidates become a list. */
class RankingTest {
    private static final Instant NOW = Instant.parse("2026-03-30T10:00:00Z");
    private static final Weights WEIGHTS = new Weights(1, 1, 0.7, 0.3, 0.4, 0.3, 0.7, 3);

    private final Ranking ranking = new Ranking(WEIGHTS);

    private static Candidate candidate(long id, String channel, long acclaim, Map<Signal, Double> strengths) {
        return new Candidate(new VideoId(id), channel, NOW.minus(Duration.ofDays(1)), acclaim, strengths);
    }

    private static List<Candidate> some(Random random) {
        List<Candidate> some = new ArrayList<>();
        for (int id = 1; id <= 30; id++) {
            some.add(candidate(id, "usr_" + random.nextInt(4), random.nextInt(3),
                    random.nextBoolean() ? Map.of() : Map.of(Signal.SIMILAR, random.nextInt(3) / 2.0)));
        }
        return some;
    }

    private interface Order {
        List<VideoId> of(List<Candidate> candidates);
    }

    private static void sameWhateverOrderTheyComeIn(Order order, int rounds) {
        Random random = Seed.random("ranking");
        for (int round = 0; round < rounds; round++) {
            List<Candidate> candidates = some(random);
            List<VideoId> once = order.of(candidates);
            Collections.shuffle(candidates, random);
            assertThat(order.of(candidates)).isEqualTo(once).doesNotHaveDuplicates().hasSameSizeAs(candidates);
        }
    }

    @Test
    @Promise("video.ranking-deterministic")
    void theSameCandidatesInAnyOrderAreRankedTheSame() {
        var variety = new Variety(WEIGHTS.again());
        sameWhateverOrderTheyComeIn(candidates -> variety.of(ranking.of(candidates, NOW)).stream().map(Ranked::video)
                .toList(), Scale.rounds(1_000));
    }

    @Test
    @Promise(value = "video.ranking-deterministic", naive = true)
    void sortingByScoreAloneLeavesTiesToTheOrderInWhichTheyCame() {
        Toy.mustFail(1, () -> sameWhateverOrderTheyComeIn(candidates -> candidates.stream()
                .sorted(Comparator.comparingLong(Candidate::acclaim).reversed()).map(Candidate::video).toList(), 10));
    }

    @Test
    void aScoreIsTheSumOfItsReasonsAndTheStrongestComesFirst() {
        Ranked best = ranking.of(List.of(candidate(1, "a", 100, Map.of(Signal.SUBSCRIBED, 1.0, Signal.SIMILAR, 0.5)),
                candidate(2, "b", 0, Map.of())), NOW).getFirst();
        assertThat(best.video()).isEqualTo(new VideoId(1));
        assertThat(best.reasons()).extracting(Reason::signal).containsExactly(Signal.SUBSCRIBED, Signal.POPULAR,
                Signal.SIMILAR, Signal.FRESH);
        assertThat(best.score()).isCloseTo(best.reasons().stream().mapToDouble(Reason::score).sum(), within(1e-12));
    }

    @Test
    void aSignalThatIsSwitchedOffSaysNothing() {
        var silent = new Ranking(new Weights(0, 1, 0.7, 0.3, 0, 0.3, 0.7, 3));
        Ranked ranked = silent.of(List.of(candidate(1, "a", 100, Map.of(Signal.SUBSCRIBED, 1.0))), NOW).getFirst();
        assertThat(ranked.reasons()).extracting(Reason::signal).containsExactly(Signal.FRESH);
    }

    @Test
    void freshnessHalvesAndWhatComesFromTheFutureIsOnlyNew() {
        Ranked old = ranking.of(List.of(new Candidate(new VideoId(1), "a", NOW.minus(Duration.ofDays(3)), 0, Map.of())),
                NOW).getFirst();
        assertThat(old.score()).isCloseTo(WEIGHTS.fresh() / 2, within(1e-9));
        Ranked early = ranking.of(List.of(new Candidate(new VideoId(1), "a", NOW.plusSeconds(60), 0, Map.of())), NOW)
                .getFirst();
        assertThat(early.score()).isCloseTo(WEIGHTS.fresh(), within(1e-9));
    }

    private void everybodyIsSeen(UnaryOperator<List<Ranked>> mix) {
        List<Candidate> candidates = new ArrayList<>();
        for (int id = 1; id <= 20; id++) {
            candidates.add(candidate(id, "usr_busy", 1_000, Map.of(Signal.SIMILAR, 1.0)));
        }
        for (int id = 21; id <= 23; id++) {
            candidates.add(candidate(id, "usr_" + id, 900, Map.of(Signal.SIMILAR, 0.9)));
        }
        List<Ranked> page = mix.apply(ranking.of(candidates, NOW)).subList(0, 10);
        assertThat(page).extracting(Ranked::channel).contains("usr_busy", "usr_21", "usr_22", "usr_23");
    }

    @Test
    @Promise("video.channels-mixed")
    void aChannelThatUploadsALotDoesNotFillTheList() {
        everybodyIsSeen(new Variety(WEIGHTS.again())::of);
    }

    @Test
    @Promise(value = "video.channels-mixed", naive = true)
    void rankingAloneGivesTheWholePageToOneChannel() {
        Toy.mustFail(1, () -> everybodyIsSeen(UnaryOperator.identity()));
    }

    private static Video video(long id, long views) {
        return new Video(new VideoId(id), "usr_a", "A", "", List.of(), VideoStatus.READY, null, 1L, 100, null, views, 0,
                2, NOW);
    }

    @Test
    void whatEverybodyWatchesIsNotWhatGoesWithIt() {
        List<Video> shown = List.of(video(1, 1_000_000), video(2, 30));
        var gathering = new Gathering();
        gathering.add(shown.stream().map(Video::id).toList());
        List<Candidate> candidates = gathering.candidates(shown, Map.of(new VideoId(1), 40L, new VideoId(2), 25L));
        assertThat(candidates.get(1).strengths()).containsEntry(Signal.WATCHED_TOGETHER, 1.0);
        assertThat(candidates.get(0).strengths().get(Signal.WATCHED_TOGETHER)).isLessThan(0.1);
    }
}
