package dev.whiteboard.local.psp;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All money that moved at the provider: the truth by which drills and tests judge everybody else.
 *
 * @param authorised sum of holds by currency, in minor units
 * @param captured sum of what was taken
 * @param refunded sum of what was given back
 * @param charges how many captures there were
 * @param operations every operation in the order in which it was done
 * @param asked how often each key was sent here
 */
record Report(Map<String, Long> authorised, Map<String, Long> captured, Map<String, Long> refunded, long charges,
        List<Map<String, Object>> operations, Map<String, Integer> asked, Map<String, Object> webhooks) {

    static Report of(Book book, Mood mood, Webhooks webhooks) {
        List<Done> all = book.all();
        Map<String, Integer> asked = new TreeMap<>();
        mood.times().forEach((key, times) -> asked.put(key, times.get()));
        return new Report(sum(all, "authorise"), sum(all, "capture"), sum(all, "refund"),
                all.stream().filter(done -> done.succeeded() && done.type().equals("capture")).count(),
                all.stream().map(Json::view).toList(), asked, webhooks.report());
    }

    private static Map<String, Long> sum(List<Done> all, String type) {
        return all.stream().filter(done -> done.succeeded() && done.type().equals(type))
                .collect(Collectors.groupingBy(Done::currency, TreeMap::new, Collectors.summingLong(Done::amount)));
    }
}
