package dev.whiteboard.common.inbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

import dev.whiteboard.common.crash.CrashPoint;

/**
 * Deals with what a consumer is delivered, so that every delivery ends in exactly one of: handled, noticed as a
 * duplicate, parked, or buried as a dead letter. Only when it returns may the offsets be committed.
 *
 * <p>All deliveries of one poll share a transaction. If that fails, each gets one of its own, and the one that fails
 * again is parked; the others are not held up by it.
 */
final class Inbox {
    private static final Logger log = LoggerFactory.getLogger(Inbox.class);

    private final InboxTable inbox;
    private final ParkedTables parked;
    private final DeadLetters deadLetters;
    private final TransactionOperations transactions;
    private final InboxProperties properties;
    private final InboxMetrics metrics;

    Inbox(InboxTable inbox, ParkedTables parked, DeadLetters deadLetters, TransactionOperations transactions,
            InboxProperties properties, InboxMetrics metrics) {
        this.inbox = inbox;
        this.parked = parked;
        this.deadLetters = deadLetters;
        this.transactions = transactions;
        this.properties = properties;
        this.metrics = metrics;
    }

    /** Deals with {@code deliveries}; throws only if the database cannot be worked with, and then nothing was acknowledged. */
    void receive(Subscription<?> subscription, List<Delivery> deliveries) {
        if (deliveries.size() == 1) {
            alone(subscription, deliveries.getFirst());
            return;
        }
        try {
            together(subscription, deliveries);
        } catch (RuntimeException | StackOverflowError e) {
            log.debug("{} takes {} records one by one", subscription.consumer(), deliveries.size(), e);
            deliveries.forEach(delivery -> alone(subscription, delivery));
        }
    }

    private void together(Subscription<?> subscription, List<Delivery> deliveries) {
        transactions.executeWithoutResult(_ -> {
            List<Delivery> flowing = behindParkedKeys(subscription, deliveries);
            Set<String> fresh = inbox.claim(subscription.consumer(), flowing.stream().map(Delivery::id).toList());
            List<Delivery> first = flowing.stream().filter(delivery -> fresh.remove(delivery.id())).toList();
            subscription.handle(first);
            CrashPoint.reached("inbox.handled");
            metrics.handled(subscription.consumer(), first.size(), flowing.size() - first.size());
        });
        CrashPoint.reached("inbox.committed");
    }

    /** Adds deliveries of parked keys to their queues and returns the others. */
    private List<Delivery> behindParkedKeys(Subscription<?> subscription, List<Delivery> deliveries) {
        Map<String, Long> keys = parked.hold(subscription.consumer(), subscription.topic(),
                deliveries.stream().map(Delivery::key).distinct().toList());
        List<Delivery> flowing = new ArrayList<>(deliveries.size());
        for (Delivery delivery : deliveries) {
            Long key = keys.get(delivery.key());
            if (key == null) {
                flowing.add(delivery);
            } else {
                parked.add(key, subscription.consumer(), delivery);
            }
        }
        return flowing;
    }

    private void alone(Subscription<?> subscription, Delivery delivery) {
        try {
            together(subscription, List.of(delivery));
        } catch (UnreadableEvent e) {
            log.warn("{} buries {}: {}", subscription.consumer(), delivery.id(), e.getMessage());
            transactions.executeWithoutResult(_ -> deadLetters.bury(subscription, delivery, Failure.text(e)));
        } catch (RuntimeException | StackOverflowError e) {
            log.warn("{} parks the key of {}", subscription.consumer(), delivery.id(), e);
            transactions.executeWithoutResult(_ -> park(subscription, delivery, e));
            metrics.parked(subscription.consumer());
        }
    }

    private void park(Subscription<?> subscription, Delivery delivery, Throwable failure) {
        long key = parked.park(subscription.consumer(), subscription.topic(), delivery.key(), properties.pauseAfter(1),
                Failure.text(failure));
        parked.add(key, subscription.consumer(), delivery);
        CrashPoint.reached("inbox.parked");
    }
}
