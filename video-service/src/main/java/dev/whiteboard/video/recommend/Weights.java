package dev.whiteboard.video.recommend;

import java.util.Map;

/**
 * How much each signal counts.
 *
 * @param again what remains of a score at a channel's second video, and again at the third
 * @param halfLifeDays after how many days a video is half as fresh
 */
record Weights(double subscribed, double watchedTogether, double similar, double sameChannel, double popular,
        double fresh, double again, double halfLifeDays) {

    Map<Signal, Double> bySignal() {
        return Map.of(Signal.SUBSCRIBED, subscribed, Signal.WATCHED_TOGETHER, watchedTogether, Signal.SIMILAR, similar,
                Signal.SAME_CHANNEL, sameChannel, Signal.POPULAR, popular, Signal.FRESH, fresh);
    }
}
