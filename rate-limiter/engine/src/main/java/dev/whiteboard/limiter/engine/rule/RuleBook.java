package dev.whiteboard.limiter.engine.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All rules of one moment. Immutable; a change makes a new book with a higher version. */
public final class RuleBook {
    public static final RuleBook EMPTY = new RuleBook(0, List.of());

    private static final Shelf NO_RULES = new Shelf(Map.of(), List.of());

    private final long version;
    private final List<Rule> rules;
    private final Map<String, Shelf> shelves = new HashMap<>();

    /** One client type's rules: a map for exact paths, a short list for prefixes. */
    private record Shelf(Map<String, List<Rule>> exact, List<Rule> prefixes) {}

    public RuleBook(long version, List<Rule> rules) {
        this.version = version;
        this.rules = List.copyOf(rules);
        for (Rule rule : this.rules) {
            Shelf shelf = shelves.computeIfAbsent(rule.clientType(),
                    type -> new Shelf(new HashMap<>(), new ArrayList<>()));
            if (rule.endpoint().isPrefix()) {
                shelf.prefixes.add(rule);
            } else {
                shelf.exact.computeIfAbsent(rule.endpoint().text(), path -> new ArrayList<>()).add(rule);
            }
        }
    }

    public long version() {
        return version;
    }

    public List<Rule> rules() {
        return rules;
    }

    /** Every rule that applies to this request, each with whom it counts for. All of them apply together. */
    public List<Bound> match(Subject subject, String path) {
        Shelf shelf = shelves.getOrDefault(subject.clientType(), NO_RULES);
        List<Bound> bounds = new ArrayList<>(4);
        for (Rule rule : shelf.prefixes) {
            if (rule.endpoint().covers(path)) {
                bind(rule, subject, bounds);
            }
        }
        for (Rule rule : shelf.exact.getOrDefault(path, List.of())) {
            bind(rule, subject, bounds);
        }
        return bounds;
    }

    private static void bind(Rule rule, Subject subject, List<Bound> bounds) {
        String id = subject.idFor(rule.key());
        if (id != null) {
            bounds.add(new Bound(rule, id));
        }
    }
}
