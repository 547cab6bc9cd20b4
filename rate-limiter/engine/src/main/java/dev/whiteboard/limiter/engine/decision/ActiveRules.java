package dev.whiteboard.limiter.engine.decision;

import java.util.IdentityHashMap;

import dev.whiteboard.limiter.engine.rule.Rule;
import dev.whiteboard.limiter.engine.rule.RuleBook;

/** A rule book and, for each of its rules, what Redis gets. */
final class ActiveRules {
    private final RuleBook book;
    private final IdentityHashMap<Rule, Encoding> encodings = new IdentityHashMap<>();

    ActiveRules(RuleBook book, int partitions) {
        this.book = book;
        book.rules().forEach(rule -> encodings.put(rule, new Encoding(rule, partitions)));
    }

    RuleBook book() {
        return book;
    }

    @SuppressWarnings("NullAway") // every rule of the book has one
    Encoding encoding(Rule rule) {
        return encodings.get(rule);
    }
}
