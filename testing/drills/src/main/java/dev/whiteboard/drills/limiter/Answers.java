package dev.whiteboard.drills.limiter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What each client was told, and when; the truth that the limiter is held to. */
final class Answers {
    private final Map<String, ConcurrentLinkedQueue<Answer>> byClient = new ConcurrentHashMap<>();

    /**
     * One answer. The decision fell somewhere between the two instants.
     *
     * @param admitted false for a 429
     */
    record Answer(long sent, long received, boolean admitted, String mode) {}

    /** A time during which answers of one mode came, with no pause between two that was longer than asked for. */
    record Span(long from, long until) {}

    void add(String client, Answer answer) {
        byClient.computeIfAbsent(client, c -> new ConcurrentLinkedQueue<>()).add(answer);
    }

    long count(boolean admitted) {
        return byClient.values().stream().flatMap(ConcurrentLinkedQueue::stream).filter(a -> a.admitted() == admitted)
                .count();
    }

    /**
     * By how much the worst window of any client exceeds what is allowed; zero or less when all is well. Only what certainly
     * fell into a window counts: sent after its beginning and answered before its end.
     */
    double worstExcess(Allowance allowance) {
        double worst = Double.NEGATIVE_INFINITY;
        for (ConcurrentLinkedQueue<Answer> answers : byClient.values()) {
            List<Answer> admitted = new ArrayList<>(answers.stream().filter(Answer::admitted).toList());
            admitted.sort(Comparator.comparingLong(Answer::received));
            for (Answer first : admitted) {
                int passed = 0;
                for (Answer last : admitted) {
                    if (last.sent() >= first.sent()) {
                        passed++;
                        worst = Math.max(worst, passed - allowance.between(first.sent(), last.received()));
                    }
                }
            }
        }
        return worst;
    }

    /** The least that any client passed between two instants, as a share of what the rate alone admits. */
    double leastShare(long from, long to, Allowance allowance) {
        double due = allowance.perSecond() * (to - from) / 1e9;
        return byClient.values().stream().mapToDouble(answers -> answers.stream()
                .filter(a -> a.admitted() && a.sent() >= from && a.received() <= to).count() / due).min().orElse(0);
    }

    /** How long after an instant somebody was first told that Redis decided, in milliseconds. */
    long millisUntilExact(long after) {
        return byClient.values().stream().flatMap(ConcurrentLinkedQueue::stream)
                .filter(a -> a.sent() >= after && a.mode().equals("exact")).mapToLong(a -> (a.received() - after))
                .min().orElse(Long.MAX_VALUE) / 1_000_000;
    }

    /** When answers were decided in that way. */
    List<Span> spans(String mode, long pause) {
        List<Span> spans = new ArrayList<>();
        byClient.values().stream().flatMap(ConcurrentLinkedQueue::stream).filter(a -> a.mode().equals(mode))
                .sorted(Comparator.comparingLong(Answer::sent)).forEach(a -> {
                    if (spans.isEmpty() || a.sent() - spans.getLast().until() > pause) {
                        spans.add(new Span(a.sent(), a.received()));
                    } else {
                        Span last = spans.removeLast();
                        spans.add(new Span(last.from(), Math.max(last.until(), a.received())));
                    }
                });
        return spans;
    }

    /** How many answers of a time were decided in that way. */
    long count(long from, long to, String mode) {
        return byClient.values().stream().flatMap(ConcurrentLinkedQueue::stream)
                .filter(a -> a.sent() >= from && a.received() <= to && a.mode().equals(mode)).count();
    }
}
