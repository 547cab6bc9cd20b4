package dev.whiteboard.shortener.link;

import dev.whiteboard.shortener.clock.DatabaseTime;
import dev.whiteboard.shortener.key.KeySource;
import dev.whiteboard.shortener.password.LinkPasswords;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes many links in one transaction and, but for keys that turn out to be taken, one statement. Each item gets the outcome
 * it would have had alone; of two that want the same alias, the first gets it.
 */
@Component
class BulkLinks {
    /** A hash costs some 50 ms; a thousand would keep everybody else from theirs for a minute. */
    static final int MOST_PASSWORDS = 10;
    private static final int MOST_ATTEMPTS = 64;

    private final LinkRules rules;
    private final LinkStore store;
    private final KeySource keys;
    private final LinkPasswords passwords;
    private final DatabaseTime time;
    private final TransactionOperations transaction;
    private final ApplicationEventPublisher events;

    BulkLinks(LinkRules rules, LinkStore store, KeySource keys, LinkPasswords passwords, DatabaseTime time,
            TransactionOperations transaction, ApplicationEventPublisher events) {
        this.rules = rules;
        this.store = store;
        this.keys = keys;
        this.passwords = passwords;
        this.time = time;
        this.transaction = transaction;
        this.events = events;
    }

    /** @return the outcome of each wish, in their order */
    List<Outcome> shorten(List<ShortenCommand> wishes) {
        List<Place> places = new ArrayList<>();
        Instant now = time.instant();
        for (ShortenCommand wish : wishes) {
            var place = new Place();
            switch (rules.decide(wish, now)) {
                case Checked.Refused<NewLink>(String field, String message) -> place.outcome = new Outcome.Refused(
                        field, message);
                case Checked.Accepted<NewLink>(NewLink link) -> place.link = link;
            }
            places.add(place);
        }
        refuseSecondOnes(places);
        hashPasswords(places);
        transaction.executeWithoutResult(_ -> insert(places));
        return places.stream().map(place -> place.outcome).map(outcome -> (Outcome) outcome).toList();
    }

    private static void refuseSecondOnes(List<Place> places) {
        Set<Alias> wanted = new HashSet<>();
        for (Place place : places) {
            Alias alias = place.alias();
            if (alias != null && !wanted.add(alias)) {
                place.outcome = new Outcome.AliasTaken(alias);
            }
        }
    }

    private void hashPasswords(List<Place> places) {
        int hashed = 0;
        for (Place place : places) {
            LinkPassword password = place.open() && place.link != null ? place.link.password() : null;
            if (password != null && ++hashed > MOST_PASSWORDS) {
                place.outcome = new Outcome.Refused(LinkPassword.FIELD,
                        "at most " + MOST_PASSWORDS + " links of one call may have a password");
            } else if (password != null) {
                place.passwordHash = passwords.hash(password.text());
            }
        }
    }

    /** Every round tries a key for each link that has none yet; only drawn ones are left for a second. */
    private void insert(List<Place> places) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Map<String, Place> tried = new LinkedHashMap<>();
            for (Place place : places) {
                if (place.open() && place.alias() != null) {
                    tried.put(place.alias().text(), place);
                }
            }
            boolean rest = false;
            for (Place place : places) {
                if (place.open() && place.alias() == null) {
                    String key = keys.propose(place.target(), attempt);
                    rest |= Alias.reserved(key) || tried.putIfAbsent(key, place) != null;
                }
            }
            if (!place(tried) && !rest) {
                return;
            }
        }
        throw new IllegalStateException("no free keys in " + MOST_ATTEMPTS + " proposals");
    }

    /** @return whether a drawn key was taken */
    private boolean place(Map<String, Place> tried) {
        if (tried.isEmpty()) {
            return false;
        }
        Map<String, Link> made = new HashMap<>();
        store.insert(tried.entrySet().stream().map(entry -> entry.getValue().under(entry.getKey(), keys.guessable()))
                .toList()).forEach(link -> made.put(link.shortKey(), link));
        boolean again = false;
        for (Map.Entry<String, Place> entry : tried.entrySet()) {
            Place place = entry.getValue();
            Link link = made.get(entry.getKey());
            if (link != null) {
                events.publishEvent(new LinkChanged(link, place.alias() != null || keys.guessable()));
                place.outcome = new Outcome.Done(link);
            } else if (place.alias() != null) {
                place.outcome = new Outcome.AliasTaken(place.alias());
            } else {
                again = true;
            }
        }
        return again;
    }

    /** One item on its way. */
    private static final class Place {
        private @Nullable NewLink link;
        private @Nullable String passwordHash;
        private @Nullable Outcome outcome;

        boolean open() {
            return outcome == null;
        }

        @Nullable
        Alias alias() {
            return link == null ? null : link.alias();
        }

        String target() {
            return java.util.Objects.requireNonNull(link).target().text();
        }

        KeyedLink under(String key, boolean drawnKeysAreGuessable) {
            return new KeyedLink(key, java.util.Objects.requireNonNull(link), passwordHash,
                    alias() != null || drawnKeysAreGuessable);
        }
    }
}
