package dev.whiteboard.load.chat;

import java.util.BitSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * One round of messages, numbered by their planned instant. Latency counts from that instant, so that a server that
 * stalls cannot hide it by slowing the clients down (coordinated omission).
 */
final class PairRound implements Watcher {
    private static final long LONGEST_US = TimeUnit.MINUTES.toMicros(2);

    private final int messages;
    private final int rate;
    private final long first;
    private final BitSet acknowledged;
    private final BitSet delivered;
    private final Histogram acknowledgements = new Histogram(LONGEST_US, 3);
    private final Histogram deliveries = new Histogram(LONGEST_US, 3);
    private volatile long begin;
    private volatile int open;
    private volatile @Nullable String failure;

    PairRound(int messages, int rate) {
        this.messages = messages;
        this.rate = rate;
        this.first = Numbers.next(messages);
        this.acknowledged = new BitSet(messages);
        this.delivered = new BitSet(messages);
        this.open = 2 * messages;
    }

    /** Has each message sent when its time has come; returns after the last one. */
    void pace(LongConsumer send) {
        begin = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
        for (int index = 0; index < messages; index++) {
            long wait = planned(index) - System.nanoTime();
            while (wait > 0) {
                LockSupport.parkNanos(wait);
                wait = planned(index) - System.nanoTime();
            }
            send.accept(first + index);
        }
    }

    private long planned(int index) {
        return begin + index * 1_000_000_000L / rate;
    }

    @Override
    public void acknowledged(long number) {
        arrived(number, acknowledged, acknowledgements, "acknowledged");
    }

    @Override
    public void delivered(Session receiver, long number, long seq) {
        arrived(number, delivered, deliveries, "delivered");
    }

    /** What is left of an earlier round that was given up is not counted. */
    @SuppressWarnings("NonAtomicOperationOnVolatileField") // written on the event loop only
    private void arrived(long number, BitSet seen, Histogram latency, String what) {
        if (number < first) {
            return;
        }
        int index = (int) (number - first);
        if (index >= messages || seen.get(index)) {
            failed("message " + number + " was " + what + " out of turn");
            return;
        }
        seen.set(index);
        latency.recordValue(Math.min(LONGEST_US, Math.max(0, (System.nanoTime() - planned(index)) / 1_000)));
        open--;
    }

    @Override
    public void failed(String why) {
        if (failure == null) {
            failure = why;
        }
    }

    boolean complete() {
        return open == 0;
    }

    /** What went wrong, or null. */
    @Nullable
    String broken() {
        return failure != null || open == 0
                ? failure
                : open + " acknowledgements and deliveries of " + 2 * messages + " are missing";
    }

    double acknowledgements(double percentile) {
        return acknowledgements.getValueAtPercentile(percentile) / 1_000.0;
    }

    double deliveries(double percentile) {
        return deliveries.getValueAtPercentile(percentile) / 1_000.0;
    }
}
