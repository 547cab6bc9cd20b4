package dev.whiteboard.feed.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.feed.person.PersonView;
import dev.whiteboard.feed.tweet.Shown;
import dev.whiteboard.feed.tweet.TweetId;
import dev.whiteboard.feed.tweet.TweetView;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.Toy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OrderTest {
    private static final Weights WEIGHTS = new Weights("test", 6, 0.5, 1, 1.5, 1, 0.2, 0.6, 0.6);
    private final Scorer scorer = new WeightedScorer(WEIGHTS);
    private final Order order = new Order(WEIGHTS.again());

    @Test
    @Promise("feed.ranking-deterministic")
    void theSameCandidatesInAnyOrderAreRankedTheSame() {
        Random random = Seed.random("ranking");
        for (int round = 0; round < Scale.rounds(1_000); round++) {
            List<Candidate> candidates = candidates(random);
            List<Long> first = ranked(candidates, Set.of());
            Collections.shuffle(candidates, random);
            assertThat(ranked(candidates, Set.of())).isEqualTo(first);
        }
    }

    @Test
    @Promise(value = "feed.ranking-deterministic", naive = true)
    void sortingByScoreAloneLeavesTiesToTheOrderInWhichTheyCame() {
        Random random = Seed.random("naive ranking");
        Toy.mustFail(50, () -> {
            List<Candidate> candidates = candidates(random);
            List<Long> first = byScore(candidates);
            Collections.shuffle(candidates, random);
            assertThat(byScore(candidates)).isEqualTo(first);
        });
    }

    @Test
    void likesLiftAgeSinksAndStrangersStandBack() {
        assertThat(score(new Features(1, 100, 0, 0, 0, false, true)))
                .isGreaterThan(score(new Features(1, 1, 0, 0, 0, false, true)));
        assertThat(score(new Features(7, 0, 0, 0, 0, false, true)))
                .isEqualTo(score(new Features(1, 0, 0, 0, 0, false, true)) / 2);
        assertThat(score(new Features(1, 0, 0, 0, 0, false, false)))
                .isLessThan(score(new Features(1, 0, 0, 0, 0, false, true)));
        assertThat(score(new Features(1, 0, 0, 0, 5, false, true)))
                .isGreaterThan(score(new Features(1, 0, 0, 0, 0, false, true)));
    }

    @Test
    void nobodyTakesTheWholePage() {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            candidates.add(candidate(100 + i, 1, new Features(1, 60, 0, 0, 0, false, true)));
            candidates.add(candidate(200 + i, 2 + i, new Features(1, 20, 0, 0, 0, false, true)));
        }
        List<Candidate> ordered = order.of(candidates, scores(candidates), Set.of());
        assertThat(ordered.subList(0, 6).stream().filter(candidate -> candidate.shown().authorId() == 1).count())
                .isLessThanOrEqualTo(2);
        assertThat(ordered).hasSize(20);
    }

    @Test
    void whatWasSeenStandsBehindWhatWasNot() {
        List<Candidate> candidates = List.of(candidate(1, 1, new Features(0, 1_000, 9, 9, 0, true, true)),
                candidate(2, 2, new Features(40, 0, 0, 0, 0, false, true)));
        assertThat(ranked(candidates, Set.of())).containsExactly(1L, 2L);
        assertThat(ranked(candidates, Set.of(1L))).containsExactly(2L, 1L);
    }

    private List<Long> byScore(List<Candidate> candidates) {
        return candidates.stream().sorted(java.util.Comparator.comparingDouble(
                (Candidate candidate) -> -score(candidate.features()))).map(c -> c.shown().entryId()).toList();
    }

    private List<Long> ranked(List<Candidate> candidates, Set<Long> seen) {
        return order.of(candidates, scores(candidates), seen).stream().map(c -> c.shown().entryId()).toList();
    }

    private double[] scores(List<Candidate> candidates) {
        return scorer.score(candidates.stream().map(Candidate::features).toList());
    }

    private double score(Features features) {
        return scorer.score(List.of(features))[0];
    }

    private static List<Candidate> candidates(Random random) {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            candidates.add(candidate(i, random.nextInt(5), new Features(random.nextInt(3), random.nextInt(3),
                    random.nextInt(2), 0, random.nextInt(2), random.nextBoolean(), random.nextBoolean())));
        }
        return candidates;
    }

    private static Candidate candidate(long entry, long author, Features features) {
        TweetView view = new TweetView(TweetId.text(entry), PersonView.of(author, "name", "Name"), "text", List.of(),
                List.of(), List.of(), null, 0, 0, 0, false, false, null, Instant.EPOCH);
        return new Candidate(new Shown(entry, author, author, view, Instant.EPOCH), features, features.followed());
    }
}
