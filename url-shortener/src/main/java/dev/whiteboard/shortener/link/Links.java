package dev.whiteboard.shortener.link;

import dev.whiteboard.shortener.clock.DatabaseTime;
import dev.whiteboard.shortener.key.KeySource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** What can be done with links. */
@Service
public class Links {
    /** So many proposals can only be taken if the key source repeats itself. */
    private static final int MOST_ATTEMPTS = 64;

    private final LinkRules rules;
    private final LinkStore store;
    private final KeySource keys;
    private final DatabaseTime time;
    private final ApplicationEventPublisher events;

    Links(LinkRules rules, LinkStore store, KeySource keys, DatabaseTime time, ApplicationEventPublisher events) {
        this.rules = rules;
        this.store = store;
        this.keys = keys;
        this.time = time;
        this.events = events;
    }

    Outcome shorten(ShortenCommand command) {
        return switch (rules.decide(command, time.instant())) {
            case Checked.Refused<NewLink>(String field, String message) -> new Outcome.Refused(field, message);
            case Checked.Accepted<NewLink>(NewLink link) when link.alias() != null -> underAlias(link, link.alias());
            case Checked.Accepted<NewLink>(NewLink link) -> underDrawnKey(link);
        };
    }

    /** Any link that exists or existed, whoever made it. */
    public Optional<Link> find(String key) {
        return store.find(key);
    }

    Optional<Link> findOwn(String key, String owner) {
        return store.find(key).filter(link -> link.belongsTo(owner) && !link.deleted());
    }

    List<Link> listOwn(String owner, LinkStore.@Nullable Position before, int limit) {
        return store.ofOwner(owner, before, limit);
    }

    Outcome change(String key, String owner, ChangeCommand command, @Nullable Long expectedVersion) {
        return switch (rules.decide(command, time.instant())) {
            case Checked.Refused<LinkChange>(String field, String message) -> new Outcome.Refused(field, message);
            case Checked.Accepted<LinkChange>(LinkChange change) -> store.change(key, owner, change, expectedVersion)
                    .map(link -> announced(link, true))
                    .orElseGet(() -> findOwn(key, owner).isPresent()
                            ? new Outcome.Outdated()
                            : new Outcome.NoSuchLink());
        };
    }

    Outcome delete(String key, String owner) {
        return store.delete(key, owner).map(link -> announced(link, true)).orElseGet(Outcome.NoSuchLink::new);
    }

    private Outcome underAlias(NewLink link, Alias alias) {
        return store.insert(link, alias.text()).map(made -> announced(made, true))
                .orElseGet(() -> new Outcome.AliasTaken(alias));
    }

    /** A proposal that is taken by an alias, or that spells a reserved word, is stepped over. */
    private Outcome underDrawnKey(NewLink link) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            String key = keys.propose(link.target().text(), attempt);
            Optional<Link> made = Alias.reserved(key) ? Optional.empty() : store.insert(link, key);
            if (made.isPresent()) {
                return announced(made.get(), false);
            }
        }
        throw new IllegalStateException("no free key in " + MOST_ATTEMPTS + " proposals");
    }

    private Outcome announced(Link link, boolean guessable) {
        events.publishEvent(new LinkChanged(link, guessable));
        return new Outcome.Done(link);
    }
}
