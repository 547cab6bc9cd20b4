package dev.whiteboard.feed.ranking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Puts candidates in order: the best score first, each further entry of an author for less, and what the reader has been
 * shown behind all that they have not. Equal scores stand by entry, so the same input always gives the same order.
 */
final class Order {
    private final double again;

    /** @param again what remains of a score at an author's next entry */
    Order(double again) {
        this.again = again;
    }

    List<Candidate> of(List<Candidate> candidates, double[] scores, Set<Long> seen) {
        List<Candidate> ordered = new ArrayList<>(candidates.size());
        ordered.addAll(ranked(candidates, scores, seen, false));
        ordered.addAll(ranked(candidates, scores, seen, true));
        return ordered;
    }

    private List<Candidate> ranked(List<Candidate> candidates, double[] scores, Set<Long> seen, boolean wanted) {
        record Offer(Candidate candidate, double score, int turn) {}
        Comparator<Offer> best = Comparator.comparingDouble(Offer::score).reversed()
                .thenComparing(Offer::candidate, Candidate.NEWEST_FIRST);
        PriorityQueue<Offer> offers = new PriorityQueue<>(best);
        for (int i = 0; i < scores.length; i++) {
            if (seen.contains(candidates.get(i).shown().entryId()) == wanted) {
                offers.add(new Offer(candidates.get(i), scores[i], 0));
            }
        }
        Map<Long, Integer> shownOf = new HashMap<>();
        List<Candidate> ordered = new ArrayList<>();
        while (!offers.isEmpty()) {
            Offer offer = offers.remove();
            long author = offer.candidate().shown().authorId();
            int turn = shownOf.getOrDefault(author, 0);
            if (offer.turn() < turn) {
                offers.add(new Offer(offer.candidate(), offer.score() * Math.pow(again, turn - offer.turn()), turn));
            } else {
                ordered.add(offer.candidate());
                shownOf.put(author, turn + 1);
            }
        }
        return ordered;
    }
}
