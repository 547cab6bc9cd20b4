package dev.whiteboard.feed.home;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What everybody should see, worked out the slow way from everything that happened. */
final class Model {
    private final List<Entry> entries = new ArrayList<>();
    private final Set<Edge> follows = new HashSet<>();
    private final Set<Edge> blocks = new HashSet<>();
    private final Set<Edge> mutes = new HashSet<>();
    private final Set<String> deleted = new HashSet<>();

    record Edge(int from, int to) {}

    /** In the order in which they were posted. */
    record Entry(int poster, int author, String tweet) {
        boolean retweet() {
            return poster != author;
        }
    }

    void posted(int author, String tweet) {
        entries.add(new Entry(author, author, tweet));
    }

    void retweeted(int poster, int author, String tweet) {
        if (poster != author && entries.stream().noneMatch(e -> e.poster() == poster && e.tweet().equals(tweet))) {
            entries.add(new Entry(poster, author, tweet));
        }
    }

    void unretweeted(int poster, String tweet) {
        entries.removeIf(entry -> entry.poster() == poster && entry.retweet() && entry.tweet().equals(tweet));
    }

    void deleted(String tweet) {
        deleted.add(tweet);
    }

    void follow(int from, int to) {
        if (!blocked(from, to)) {
            follows.add(new Edge(from, to));
        }
    }

    void unfollow(int from, int to) {
        follows.remove(new Edge(from, to));
    }

    void block(int from, int to) {
        blocks.add(new Edge(from, to));
        unfollow(from, to);
        unfollow(to, from);
    }

    void unblock(int from, int to) {
        blocks.remove(new Edge(from, to));
    }

    void mute(int from, int to) {
        mutes.add(new Edge(from, to));
    }

    void unmute(int from, int to) {
        mutes.remove(new Edge(from, to));
    }

    boolean blocked(int one, int other) {
        return blocks.contains(new Edge(one, other)) || blocks.contains(new Edge(other, one));
    }

    List<String> home(int reader) {
        Set<String> seen = new HashSet<>();
        List<String> oldestFirst = new ArrayList<>();
        for (Entry entry : entries) {
            boolean mine = entry.poster() == reader || follows.contains(new Edge(reader, entry.poster()));
            if (mine && !hidden(reader, entry.poster()) && !hidden(reader, entry.author())
                    && !deleted.contains(entry.tweet()) && seen.add(entry.tweet())) {
                oldestFirst.add(entry.tweet());
            }
        }
        return oldestFirst.reversed();
    }

    List<String> alive() {
        return entries.stream().filter(entry -> !entry.retweet() && !deleted.contains(entry.tweet()))
                .map(Entry::tweet).toList();
    }

    int authorOf(String tweet) {
        return entries.stream().filter(entry -> !entry.retweet() && entry.tweet().equals(tweet)).findFirst()
                .orElseThrow().author();
    }

    private boolean hidden(int reader, int other) {
        return blocked(reader, other) || mutes.contains(new Edge(reader, other));
    }
}
