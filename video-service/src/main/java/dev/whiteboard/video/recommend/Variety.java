package dev.whiteboard.video.recommend;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Mixes channels: each further video of one stands for less than its score, so that one that uploads a lot does not fill
 * the list. Greedy, by the score that remains; scores only fall, so an offer that is still the best at its new price is.
 */
final class Variety {
    private final double again;

    /** @param again what remains of a score at a channel's next video */
    Variety(double again) {
        this.again = again;
    }

    /** @param ranked the best first */
    List<Ranked> of(List<Ranked> ranked) {
        record Offer(Ranked ranked, double price, int turn, int rank) {}
        PriorityQueue<Offer> offers = new PriorityQueue<>(
                Comparator.comparingDouble(Offer::price).reversed().thenComparingInt(Offer::rank));
        for (int rank = 0; rank < ranked.size(); rank++) {
            offers.add(new Offer(ranked.get(rank), ranked.get(rank).score(), 0, rank));
        }
        Map<String, Integer> turns = new HashMap<>();
        List<Ranked> mixed = new ArrayList<>(ranked.size());
        while (!offers.isEmpty()) {
            Offer offer = offers.remove();
            int turn = turns.getOrDefault(offer.ranked().channel(), 0);
            if (offer.turn() < turn) {
                offers.add(new Offer(offer.ranked(), offer.ranked().score() * Math.pow(again, turn), turn,
                        offer.rank()));
            } else {
                mixed.add(offer.ranked());
                turns.put(offer.ranked().channel(), turn + 1);
            }
        }
        return mixed;
    }
}
