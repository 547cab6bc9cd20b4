package dev.whiteboard.feed.ranking;

import dev.whiteboard.feed.tweet.TweetId;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A pinned order as text: for each entry a mark, whether it came from the home timeline, and its id.
 */
record Pin(List<Item> items) {
    private static final int WIDTH = 17;

    /** An entry, and whether it may be seen only while its poster is followed. */
    record Item(long entry, boolean followed) {}

    Pin {
        items = List.copyOf(items);
    }

    static Pin of(List<Candidate> candidates) {
        return new Pin(candidates.stream()
                .map(candidate -> new Item(candidate.shown().entryId(), candidate.followed())).toList());
    }

    static Pin read(String text) {
        return new Pin(IntStream.range(0, text.length() / WIDTH)
                .mapToObj(i -> text.substring(i * WIDTH, (i + 1) * WIDTH))
                .map(item -> new Item(TweetId.parse(item.substring(1)).orElseThrow(), item.charAt(0) == 'f')).toList());
    }

    String text() {
        StringBuilder text = new StringBuilder(items.size() * WIDTH);
        items.forEach(item -> text.append(item.followed() ? 'f' : 'n').append(TweetId.text(item.entry())));
        return text.toString();
    }
}
