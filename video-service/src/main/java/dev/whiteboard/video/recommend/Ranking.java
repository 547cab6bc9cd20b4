package dev.whiteboard.video.recommend;

import dev.whiteboard.video.recommend.Ranked.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Scores candidates: a weighted sum of signals, whose parts are the reasons. What many have viewed is compared by its
 * logarithm, and freshness has a half-life, so neither an old success nor the newest upload drowns the rest.
 */
final class Ranking {
    private static final Comparator<Ranked> BEST_FIRST = Comparator.comparingDouble(Ranked::score)
            .thenComparingLong(ranked -> ranked.video().number()).reversed();
    private static final double SECONDS_PER_DAY = 86_400;

    private final Weights weights;

    Ranking(Weights weights) {
        this.weights = weights;
    }

    /** The best first; the same candidates are ranked the same, in whichever order they come. */
    List<Ranked> of(List<Candidate> candidates, Instant now) {
        double most = Math.log1p(candidates.stream().mapToLong(Candidate::acclaim).max().orElse(0));
        return candidates.stream().map(candidate -> score(candidate, most, now)).sorted(BEST_FIRST).toList();
    }

    private Ranked score(Candidate candidate, double most, Instant now) {
        Map<Signal, Double> strengths = new EnumMap<>(Signal.class);
        strengths.putAll(candidate.strengths());
        strengths.put(Signal.POPULAR, most == 0 ? 0 : Math.log1p(candidate.acclaim()) / most);
        strengths.put(Signal.FRESH, freshness(candidate.published(), now));
        List<Reason> reasons = strengths.entrySet().stream()
                .map(entry -> new Reason(entry.getKey(), entry.getValue() * weights.of(entry.getKey())))
                .filter(reason -> reason.score() > 0)
                .sorted(Comparator.comparingDouble(Reason::score).reversed().thenComparing(Reason::signal)).toList();
        return new Ranked(candidate.video(), candidate.channel(),
                reasons.stream().mapToDouble(Reason::score).sum(), reasons);
    }

    private double freshness(Instant published, Instant now) {
        double days = Math.max(0, Duration.between(published, now).toSeconds()) / SECONDS_PER_DAY;
        return Math.pow(2, -days / weights.halfLifeDays());
    }
}
