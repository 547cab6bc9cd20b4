package dev.whiteboard.feed.ranking;

import java.util.List;

/** A weighted sum that decays by half-lives. Counts go in by their logarithm: the thousandth like says less than the first. */
final class WeightedScorer implements Scorer {
    private final Weights weights;

    WeightedScorer(Weights weights) {
        this.weights = weights;
    }

    @Override
    public String version() {
        return weights.version();
    }

    @Override
    public double[] score(List<Features> candidates) {
        return candidates.stream().mapToDouble(this::score).toArray();
    }

    private double score(Features features) {
        double interest = 1 + weights.like() * Math.log1p(features.likes())
                + weights.retweet() * Math.log1p(features.retweets()) + weights.reply() * Math.log1p(features.replies())
                + weights.affinity() * Math.log1p(features.affinity()) + (features.media() ? weights.media() : 0);
        double freshness = Math.pow(2, -features.ageHours() / weights.halfLifeHours());
        return interest * freshness * (features.followed() ? 1 : weights.stranger());
    }
}
