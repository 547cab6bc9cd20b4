package dev.whiteboard.common.inbox;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.transaction.support.TransactionOperations;

import dev.whiteboard.common.event.TopicNames;

/**
 * Brings a consumer's dead letters back behind their keys, from where the last replay ended up to what is in the topic
 * now. They are handled by the retries like any parked record; one that was handled meanwhile has no second effect.
 */
final class DeadLetterReplay {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final ConsumerFactory<byte[], byte[]> consumers;
    private final TopicNames names;
    private final InboxTable inbox;
    private final ParkedTables parked;
    private final TransactionOperations transactions;

    DeadLetterReplay(ConsumerFactory<byte[], byte[]> consumers, TopicNames names, InboxTable inbox, ParkedTables parked,
            TransactionOperations transactions) {
        this.consumers = consumers;
        this.names = names;
        this.inbox = inbox;
        this.parked = parked;
        this.transactions = transactions;
    }

    /** Returns how many dead letters came back. */
    int replay(Subscription<?> subscription) {
        String group = names.onBroker(TopicNames.deadLetters(subscription.consumer()));
        String topic = names.onBroker(TopicNames.deadLetters(subscription.topic()));
        try (Consumer<byte[], byte[]> consumer = consumers.createConsumer(group, "replay")) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic, TIMEOUT)
                    .stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, TIMEOUT);
            int replayed = 0;
            while (ends.entrySet().stream().anyMatch(end -> position(consumer, end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(POLL)) {
                    replayed += comesBack(subscription, Delivery.of(letter)) ? 1 : 0;
                    consumer.commitSync(Map.of(new TopicPartition(topic, letter.partition()),
                            new OffsetAndMetadata(letter.offset() + 1)), TIMEOUT);
                }
            }
            return replayed;
        }
    }

    private boolean comesBack(Subscription<?> subscription, Delivery letter) {
        if (!letter.header(DeadLetters.CONSUMER).equals(subscription.consumer())) {
            return false;
        }
        Delivery delivery = DeadLetters.exhume(letter);
        transactions.executeWithoutResult(_ -> {
            inbox.revive(subscription.consumer(), delivery.id());
            long key = parked.park(subscription.consumer(), subscription.topic(), delivery.key(), Duration.ZERO,
                    "replayed");
            parked.add(key, subscription.consumer(), delivery);
        });
        return true;
    }

    private static long position(Consumer<?, ?> consumer, TopicPartition partition) {
        return consumer.position(partition, TIMEOUT);
    }
}
