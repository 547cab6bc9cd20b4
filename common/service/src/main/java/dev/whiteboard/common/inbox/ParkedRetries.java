package dev.whiteboard.common.inbox;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

import dev.whiteboard.common.crash.CrashPoint;

/** Tries parked keys again: record by record in their order, each in its own transaction, until one fails. */
final class ParkedRetries {
    private static final Logger log = LoggerFactory.getLogger(ParkedRetries.class);
    private static final int KEYS_PER_TURN = 32;

    private final Map<String, Subscription<?>> subscriptions;
    private final InboxTable inbox;
    private final ParkedTables parked;
    private final DeadLetters deadLetters;
    private final TransactionOperations transactions;
    private final InboxProperties properties;

    ParkedRetries(Collection<Subscription<?>> subscriptions, InboxTable inbox, ParkedTables parked,
            DeadLetters deadLetters, TransactionOperations transactions, InboxProperties properties) {
        this.subscriptions = subscriptions.stream()
                .collect(Collectors.toMap(Subscription::consumer, Function.identity()));
        this.inbox = inbox;
        this.parked = parked;
        this.deadLetters = deadLetters;
        this.transactions = transactions;
        this.properties = properties;
    }

    /** One look at what is due; safe beside other replicas. */
    void retryDue() {
        List<ParkedKey> due = parked.due(subscriptions.keySet(), KEYS_PER_TURN);
        for (ParkedKey key : due) {
            Subscription<?> subscription = subscriptions.get(key.consumer());
            if (subscription != null) {
                retry(key, subscription);
            }
        }
    }

    private void retry(ParkedKey key, Subscription<?> subscription) {
        try {
            while (Boolean.TRUE.equals(transactions.execute(_ -> handledFirst(key.id(), subscription)))) {
                CrashPoint.reached("inbox.retried");
            }
            transactions.executeWithoutResult(_ -> parked.removeIfEmpty(key.id()));
        } catch (UnreadableEvent e) {
            transactions.executeWithoutResult(_ -> buryFirst(key.id(), subscription, Failure.text(e)));
        } catch (RuntimeException | StackOverflowError e) {
            log.warn("{} failed again for a parked key of {}: {}", key.consumer(), key.topic(), e.toString());
            transactions.executeWithoutResult(
                    _ -> parked.failed(key, properties.pauseAfter(key.attempts() + 1), Failure.text(e)));
        }
    }

    /** Handles the first record behind the key; false if there is none, or somebody else is at it. */
    private boolean handledFirst(long key, Subscription<?> subscription) {
        return parked.takeTurn(key).flatMap(_ -> parked.first(key)).map(event -> {
            if (!inbox.claim(subscription.consumer(), Set.of(event.delivery().id())).isEmpty()) {
                subscription.handle(List.of(event.delivery()));
            }
            parked.remove(event);
            return true;
        }).orElse(false);
    }

    /** Gives up the first record behind the key; the next one becomes due. False if there is none. */
    boolean buryFirst(long key, Subscription<?> subscription, String error) {
        return parked.takeTurn(key).flatMap(_ -> parked.first(key)).map(event -> {
            deadLetters.bury(subscription, event.delivery(), error);
            parked.remove(event);
            return parked.dueNow(key);
        }).orElse(false);
    }
}
