package dev.whiteboard.feed.ranking;

import java.util.List;

/** Says how much a reader will care. A model in another process would stand behind this as well. */
interface Scorer {
    /** Names the formula; the same features under the same version have the same score. */
    String version();

    /** @return a score for each, in their order */
    double[] score(List<Features> candidates);
}
