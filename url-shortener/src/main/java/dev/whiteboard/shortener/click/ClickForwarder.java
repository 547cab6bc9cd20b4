package dev.whiteboard.shortener.click;

import dev.whiteboard.common.crash.CrashPoint;
import dev.whiteboard.common.event.EventRecords;
import dev.whiteboard.common.event.OutgoingEvent;
import dev.whiteboard.shortener.click.spool.Spool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Carries the spool to Kafka, in order and at least once: a batch is released only when every replica in sync has all of
 * it, so a crash or an outage means sending again. Consumers know an event by its id.
 */
final class ClickForwarder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClickForwarder.class);
    private static final int BATCH_BYTES = 256 * 1024;
    private static final int WORTH_SENDING = 1_000;
    private static final long GATHER_NANOS = Duration.ofMillis(100).toNanos();
    private static final long IDLE_NANOS = Duration.ofMillis(20).toNanos();
    private static final Duration RETRY = Duration.ofMillis(500);

    private final Spool spool;
    private final Producer<byte[], byte[]> kafka;
    private final EventRecords records;
    private final JsonMapper json;
    private final FlushMark flushMark;
    private final ProgressMarks marks;
    private final Pace pace;
    private final Thread thread;
    private volatile boolean closing;

    ClickForwarder(Spool spool, Producer<byte[], byte[]> kafka, EventRecords records, JsonMapper json,
            FlushMark flushMark, ProgressMarks marks, Pace pace) {
        this.spool = spool;
        this.kafka = kafka;
        this.records = records;
        this.json = json;
        this.flushMark = flushMark;
        this.marks = marks;
        this.pace = pace;
        this.thread = Thread.ofPlatform().name("click-forwarder").daemon().start(this::forward);
    }

    /** Nothing ends this loop but a wish to: whatever fails is tried again, for nobody else empties the spool. */
    private void forward() {
        boolean goOn = true;
        while (goOn && !Thread.currentThread().isInterrupted()) {
            try {
                goOn = forwardOnce();
            } catch (ExecutionException | RuntimeException e) {
                LOG.warn("clicks wait in the spool ({} bytes): {}", spool.bytes(), e.toString());
                LockSupport.parkNanos(RETRY.toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** @return whether there may be more */
    private boolean forwardOnce() throws ExecutionException, InterruptedException {
        long flushed = flushMark.millis();
        Spool.Batch batch = spool.read(BATCH_BYTES);
        if (!batch.records().isEmpty()) {
            List<SpooledClick> clicks = batch.records().stream().map(SpooledClick::of).toList();
            send(clicks);
            CrashPoint.reached("clicks.sent");
            spool.release(batch);
            marks.sentClick(clicks.getLast().event().at().toEpochMilli());
            pace.took(clicks.size());
            gather(clicks.size());
            return true;
        }
        if (closing) {
            marks.leave();
            return false;
        }
        marks.sentAll(flushed);
        LockSupport.parkNanos(IDLE_NANOS);
        return true;
    }

    /** A small batch costs as much as a large one, so let a few more come together. */
    private void gather(int sent) {
        if (sent < WORTH_SENDING && !closing) {
            LockSupport.parkNanos(GATHER_NANOS);
        }
    }

    private void send(List<SpooledClick> clicks) throws ExecutionException, InterruptedException {
        for (Future<RecordMetadata> acknowledgement : clicks.stream().map(this::send).toList()) {
            acknowledgement.get();
        }
    }

    private Future<RecordMetadata> send(SpooledClick click) {
        ClickEvent event = click.event();
        return kafka.send(records.record(new OutgoingEvent(ClickEvent.TOPIC, event.shortKey(), ClickEvent.TYPE,
                event.eventId().toString(), event.at(), click.traceparent(), json.writeValueAsBytes(event), Map.of())));
    }

    /** Gives what is spooled a moment to reach Kafka; what does not will after the next start. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        try {
            if (!thread.join(Duration.ofSeconds(3))) {
                thread.interrupt();
                thread.join(Duration.ofSeconds(1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
