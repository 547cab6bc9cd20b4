package dev.whiteboard.feed.ranking;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The weights of {@link WeightedScorer}; a change of any of them is a new version.
 *
 * @param halfLifeHours after how many hours an entry is worth half
 * @param stranger what remains of the score of an entry from somebody whom the reader does not follow
 * @param again what remains of the score of an author's second entry, and again of the third
 */
@ConfigurationProperties("whiteboard.feed.ranking.weights")
record Weights(@DefaultValue("2026-11-1") String version, @DefaultValue("6") double halfLifeHours,
        @DefaultValue("0.5") double like, @DefaultValue("1") double retweet, @DefaultValue("1.5") double reply,
        @DefaultValue("1") double affinity, @DefaultValue("0.2") double media, @DefaultValue("0.6") double stranger,
        @DefaultValue("0.6") double again) {}
