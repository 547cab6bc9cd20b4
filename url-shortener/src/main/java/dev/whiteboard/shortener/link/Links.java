package dev.whiteboard.shortener.link;

import dev.whiteboard.shortener.clock.DatabaseTime;
import dev.whiteboard.shortener.key.KeySource;
import dev.whiteboard.shortener.password.LinkPasswords;
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
    private final LinkPasswords passwords;
    private final DatabaseTime time;
    private final ApplicationEventPublisher events;

    Links(LinkRules rules, LinkStore store, KeySource keys, LinkPasswords passwords, DatabaseTime time,
            ApplicationEventPublisher events) {
        this.rules = rules;
        this.store = store;
        this.keys = keys;
        this.passwords = passwords;
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

    /** The same, with what it takes to check its password. */
    public Optional<LockedLink> findLocked(String key) {
        return store.findLocked(key);
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
            case Checked.Accepted<LinkChange>(LinkChange change) -> store
                    .change(key, owner, change, change.password().map(password -> passwords.hash(password.text())),
                            expectedVersion)
                    .map(link -> announced(link, true)).orElseGet(() -> outdatedOrMissing(key, owner));
        };
    }

    Outcome delete(String key, String owner, @Nullable Long expectedVersion) {
        return store.delete(key, owner, expectedVersion).map(link -> announced(link, true))
                .orElseGet(() -> outdatedOrMissing(key, owner));
    }

    private Outcome outdatedOrMissing(String key, String owner) {
        return findOwn(key, owner).isPresent() ? new Outcome.Outdated() : new Outcome.NoSuchLink();
    }

    private @Nullable String hash(@Nullable LinkPassword password) {
        return password == null ? null : passwords.hash(password.text());
    }

    private Outcome underAlias(NewLink link, Alias alias) {
        return store.insert(link, alias.text(), hash(link.password()), true).map(made -> announced(made, true))
                .orElseGet(() -> new Outcome.AliasTaken(alias));
    }

    /** A proposal that is taken by an alias, or that spells a reserved word, is stepped over. */
    private Outcome underDrawnKey(NewLink link) {
        String hash = hash(link.password());
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            String key = keys.propose(link.target().text(), attempt);
            Optional<Link> made = Alias.reserved(key)
                    ? Optional.empty()
                    : store.insert(link, key, hash, keys.guessable());
            if (made.isPresent()) {
                return announced(made.get(), keys.guessable());
            }
        }
        throw new IllegalStateException("no free key in " + MOST_ATTEMPTS + " proposals");
    }

    private Outcome announced(Link link, boolean guessable) {
        events.publishEvent(new LinkChanged(link, guessable));
        return new Outcome.Done(link);
    }
}
