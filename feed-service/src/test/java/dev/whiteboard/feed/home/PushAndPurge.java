package dev.whiteboard.feed.home;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The textbook's feed: what is posted is pushed to who follows at that moment, what is withdrawn is purged from the
 * timelines that one thinks of, and a timeline is believed as it is.
 */
final class PushAndPurge implements Platform {
    private final Map<Integer, Deque<String>> timelines = new HashMap<>();
    private final Map<Integer, Set<Integer>> followers = new HashMap<>();
    private final Map<String, Integer> authors = new HashMap<>();

    @Override
    public String posts(int who) {
        String tweet = "tweet" + authors.size();
        authors.put(tweet, who);
        push(who, tweet);
        return tweet;
    }

    private void push(int poster, String tweet) {
        timeline(poster).addFirst(tweet);
        followers.getOrDefault(poster, Set.of()).forEach(follower -> timeline(follower).addFirst(tweet));
    }

    @Override
    public void retweets(int who, String tweet) {
        push(who, tweet);
    }

    @Override
    public void unretweets(int who, String tweet) {
        timeline(who).remove(tweet);
    }

    @Override
    public void deletes(int author, String tweet) {
        timelines.values().forEach(timeline -> timeline.remove(tweet));
    }

    @Override
    public void does(String act, int who, int whom) {
        switch (act) {
            case "follow" -> followers.computeIfAbsent(whom, id -> new HashSet<>()).add(who);
            case "unfollow", "mute" -> forget(who, whom);
            case "block" -> {
                forget(who, whom);
                forget(whom, who);
            }
            default -> {}
        }
    }

    private void forget(int reader, int author) {
        followers.getOrDefault(author, new HashSet<>()).remove(reader);
        timeline(reader).removeIf(tweet -> authors.get(tweet) == author);
    }

    @Override
    public List<String> home(int reader, int limit) {
        return List.copyOf(timeline(reader));
    }

    @Override
    public void lose() {}

    private Deque<String> timeline(int owner) {
        return timelines.computeIfAbsent(owner, id -> new ArrayDeque<>());
    }
}
