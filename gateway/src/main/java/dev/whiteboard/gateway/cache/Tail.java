package dev.whiteboard.gateway.cache;

import java.util.concurrent.atomic.AtomicBoolean;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import reactor.core.publisher.FluxSink;

/** One reader of a body that is still coming in. Everything but {@link #wake} happens on the reader's event loop. */
final class Tail {
    private static final int PIECE = 64 << 10;

    private final Body body;
    private final ByteBuf memory;
    private final FluxSink<ByteBuf> sink;
    private final EventLoop loop;
    private final int to;
    private final AtomicBoolean awake = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();
    private int next;

    Tail(Body body, ByteBuf memory, FluxSink<ByteBuf> sink, EventLoop loop, int from, int to) {
        this.body = body;
        this.memory = memory;
        this.sink = sink;
        this.loop = loop;
        this.next = from;
        this.to = to;
    }

    /** There may be something to do: new bytes, a failure, or room at the reader's. */
    void wake() {
        if (awake.compareAndSet(false, true)) {
            loop.execute(this::move);
        }
    }

    private void move() {
        awake.set(false);
        if (ended.get()) {
            return;
        }
        int end = Math.min(to, body.filled());
        while (next < end && sink.requestedFromDownstream() > 0) {
            int length = Math.min(PIECE, end - next);
            next += length;
            sink.next(memory.retainedSlice(next - length, length));
        }
        Throwable failure = body.failure();
        if (next == to) {
            sink.complete();
        } else if (failure != null && next == end) {
            sink.error(failure);
        }
    }

    void end() {
        if (ended.compareAndSet(false, true)) {
            memory.release();
        }
    }
}
