package dev.whiteboard.limiter.rules;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import dev.whiteboard.common.id.PublicId;
import dev.whiteboard.common.id.SnowflakeGenerator;
import dev.whiteboard.limiter.LimiterProperties;
import dev.whiteboard.limiter.engine.rule.Rule;
import dev.whiteboard.limiter.engine.rule.RuleSet;

/** Makes, changes and deletes rules. Each change is one transaction: the book's page, the rule, and its history. */
@Component
class Rules {
    private final RuleStore store;
    private final ChangeLog changes;
    private final SnowflakeGenerator ids;
    private final LimiterProperties properties;

    Rules(RuleStore store, ChangeLog changes, SnowflakeGenerator ids, LimiterProperties properties) {
        this.store = store;
        this.changes = changes;
        this.ids = ids;
        this.properties = properties;
    }

    /** What became of a change. */
    sealed interface Outcome {
        record Done(StoredRule rule) implements Outcome {}

        record Deleted() implements Outcome {}

        record Missing() implements Outcome {}

        record Changed(long version) implements Outcome {}
    }

    /** A new rule, or nothing when there are as many as there may be. */
    @Transactional
    public Optional<StoredRule> make(RuleRequest request, String actor) {
        Rule rule = request.toRule(PublicId.format("rule", ids.next()), 1);
        store.turnPage();
        if (store.count() >= properties.mostRules()) {
            return Optional.empty();
        }
        return Optional.of(add(rule, actor));
    }

    /** Puts another rule in a rule's place, if it is still at the version that the caller has seen, or whatever it is. */
    @Transactional
    public Outcome change(String id, RuleRequest request, OptionalLong expected, String actor) {
        store.turnPage();
        Optional<StoredRule> found = store.find(id);
        if (found.isEmpty()) {
            return new Outcome.Missing();
        }
        long version = found.get().rule().version();
        if (expected.isPresent() && expected.getAsLong() != version) {
            return new Outcome.Changed(version);
        }
        Optional<StoredRule> replaced = store.replace(request.toRule(id, version + 1));
        replaced.ifPresent(rule -> changes.write(id, version + 1, "changed", actor, rule));
        return replaced.<Outcome>map(Outcome.Done::new).orElse(new Outcome.Changed(version + 1));
    }

    @Transactional
    public Outcome delete(String id, OptionalLong expected, String actor) {
        store.turnPage();
        Optional<StoredRule> found = store.find(id);
        if (found.isEmpty()) {
            return new Outcome.Missing();
        }
        long version = found.get().rule().version();
        if ((expected.isPresent() && expected.getAsLong() != version) || !store.remove(id, version)) {
            return new Outcome.Changed(version);
        }
        changes.write(id, version + 1, "deleted", actor, null);
        return new Outcome.Deleted();
    }

    /** Gives a new database the rules that ship. Of several processes that start together, one does. */
    @Transactional
    public void begin() {
        if (store.begin(properties.ruleSet())) {
            RuleSet.of(properties.ruleSet()).rules().forEach(rule -> add(rule, "shipped"));
        }
    }

    private StoredRule add(Rule rule, String actor) {
        StoredRule added = store.add(rule);
        changes.write(rule.id(), rule.version(), "created", actor, added);
        return added;
    }

    Optional<StoredRule> find(String id) {
        return store.find(id);
    }

    List<StoredRule> after(String id, int limit) {
        return store.after(id, limit);
    }

    List<ChangeLog.Change> history(String id) {
        return changes.of(id);
    }
}
