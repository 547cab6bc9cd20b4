package dev.whiteboard.drills.feed;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** What the clients were told. */
final class Ledger {
    private final List<Member> members;
    private final List<Post> posts = new CopyOnWriteArrayList<>();
    private final Map<String, Post> byId = new ConcurrentHashMap<>();
    private final Queue<String> leaks = new ConcurrentLinkedQueue<>();

    Ledger(List<Member> members) {
        this.members = List.copyOf(members);
    }

    List<Member> members() {
        return members;
    }

    List<Post> posts() {
        return posts;
    }

    void posted(String id, int author) {
        Post post = new Post(id, author);
        byId.put(id, post);
        posts.add(post);
    }

    @Nullable
    Post post(String id) {
        return byId.get(id);
    }

    void leaked(String what) {
        leaks.add(what);
    }

    Queue<String> leaks() {
        return leaks;
    }
}
