package dev.whiteboard.gateway.cache;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.util.IllegalReferenceCountException;
import reactor.core.publisher.Flux;

/**
 * The bytes of one answer, of a known length. One origin connection fills it; any number of readers follow as it fills.
 * Whoever uses it has to {@link #acquire} it first and to give it back in the end.
 */
final class Body {
    private final ByteBuf memory;
    private final int length;
    private final Set<Tail> followers = ConcurrentHashMap.newKeySet();
    private volatile int filled;
    private volatile @Nullable Throwable failure;

    Body(ByteBuf memory, int length) {
        this.memory = memory;
        this.length = length;
    }

    int length() {
        return length;
    }

    int filled() {
        return filled;
    }

    boolean complete() {
        return filled == length;
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    /** Keeps the bytes from being freed until {@link #release}; false if they are free already. */
    boolean acquire() {
        try {
            memory.retain();
            return true;
        } catch (IllegalReferenceCountException freed) {
            return false;
        }
    }

    void release() {
        memory.release();
    }

    /** Called by the one connection that fills it. */
    void append(ByteBuf bytes) {
        int more = bytes.readableBytes();
        memory.setBytes(filled, bytes, bytes.readerIndex(), more);
        filled += more;
        followers.forEach(Tail::wake);
    }

    void fail(Throwable error) {
        failure = error;
        followers.forEach(Tail::wake);
    }

    /** A part of the bytes, which are all there; shares the caller's hold on them. */
    ByteBuf part(int from, int to) {
        return memory.slice(from, to - from);
    }

    /** A part as it comes in, for a reader on that event loop; the caller holds the bytes until it has ended. */
    Flux<ByteBuf> follow(int from, int to, EventLoop loop) {
        return Flux.create(sink -> {
            memory.retain();
            Tail tail = new Tail(this, memory, sink, loop, from, to);
            sink.onRequest(wanted -> tail.wake());
            sink.onDispose(() -> {
                followers.remove(tail);
                tail.end();
            });
            followers.add(tail);
            tail.wake();
        });
    }
}
