package dev.whiteboard.common.outbox;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.whiteboard.common.event.EventRecords;

/**
 * Sends rounds of events so that what is in a partition is always a gapless head of what was to be sent to it.
 *
 * <p>While all goes well an idempotent producer guarantees that by sequence numbers: e2 is refused unless e1 is in. The
 * danger is a producer that gives e1 up (delivery timeout) and carries on with e2. So the first failure ends the
 * producer, from the callback on its own thread, which runs before that thread takes up anything that is queued. The next
 * round starts with a new producer at the first event that is still in the table.
 */
final class RelayProducer {
    private static final Logger log = LoggerFactory.getLogger(RelayProducer.class);

    private final Supplier<Producer<byte[], byte[]>> producers;
    private final EventRecords records;
    private final Duration deliveryTimeout;
    private final AtomicReference<@Nullable Producer<byte[], byte[]>> current = new AtomicReference<>();

    RelayProducer(Supplier<Producer<byte[], byte[]>> producers, EventRecords records, Duration deliveryTimeout) {
        this.producers = producers;
        this.records = records;
        this.deliveryTimeout = deliveryTimeout;
    }

    /** Sends {@code rows} in their order and waits for the outcome; see {@link OutboxProperties#longestRound} for how long. */
    RoundSends.Result send(List<OutboxRow> rows) throws InterruptedException {
        Producer<byte[], byte[]> producer = producer();
        RoundSends sends = new RoundSends();
        long started = System.nanoTime();
        for (OutboxRow row : rows) {
            if (current.get() != producer || System.nanoTime() - started > deliveryTimeout.toNanos()) {
                break;
            }
            if (!sends.hasFailed(row.event().topic())) {
                handOver(row, producer, sends);
            }
        }
        if (!sends.await(deliveryTimeout)) {
            abandon(producer, "the broker did not answer in time");
            sends.await(Duration.ofSeconds(1));
        }
        return sends.result();
    }

    void close() {
        Producer<byte[], byte[]> producer = current.getAndSet(null);
        if (producer != null) {
            producer.close(Duration.ofSeconds(1));
        }
    }

    private void handOver(OutboxRow row, Producer<byte[], byte[]> producer, RoundSends sends) {
        Thread relay = Thread.currentThread();
        sends.handedOver();
        try {
            producer.send(records.record(row.event()), (_, failure) -> {
                if (failure != null && Thread.currentThread() != relay) {
                    abandon(producer, failure.toString());
                }
                sends.settled(row, failure);
            });
        } catch (RuntimeException e) {
            // Closed by the callback of an earlier event, or a record that cannot be sent at all: never handed over.
            sends.settled(row, e);
        }
    }

    /** Ends the producer with everything that it has not sent; on its own thread this takes effect before its next send. */
    private void abandon(Producer<byte[], byte[]> producer, String why) {
        if (current.compareAndSet(producer, null)) {
            log.warn("Events are sent again by a new producer: {}", why);
            producer.close(Duration.ZERO);
        }
    }

    private Producer<byte[], byte[]> producer() {
        Producer<byte[], byte[]> producer = current.get();
        if (producer == null) {
            producer = producers.get();
            current.set(producer);
        }
        return producer;
    }
}
