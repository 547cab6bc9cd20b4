package dev.whiteboard.video.recommend;

/**
 * How much each signal counts.
 *
 * @param again what remains of a score at a channel's second video, and again at the third
 * @param halfLifeDays after how many days a video is half as fresh
 */
record Weights(double subscribed, double watchedTogether, double similar, double sameChannel, double popular,
        double fresh, double again, double halfLifeDays) {

    double of(Signal signal) {
        return switch (signal) {
            case SUBSCRIBED -> subscribed;
            case WATCHED_TOGETHER -> watchedTogether;
            case SIMILAR -> similar;
            case SAME_CHANNEL -> sameChannel;
            case POPULAR -> popular;
            case FRESH -> fresh;
        };
    }
}
