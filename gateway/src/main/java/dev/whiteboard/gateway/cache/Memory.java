package dev.whiteboard.gateway.cache;

import org.jspecify.annotations.Nullable;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.internal.PlatformDependent;

/**
 * The memory for bodies: outside the heap, so that sockets are written from it without a copy and the collector does not
 * move it, and counted where it is given back, so that what an evicted body's last reader still holds counts too.
 */
final class Memory {
    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
    private final long limit;

    /** At most half of what the process may have outside its heap; the other half is the connections'. */
    Memory(long wanted) {
        this.limit = Math.min(wanted, PlatformDependent.maxDirectMemory() / 2);
    }

    long limit() {
        return limit;
    }

    long used() {
        return allocator.metric().usedDirectMemory();
    }

    /** Exactly so many bytes, or null if they are not to be had now. */
    synchronized @Nullable ByteBuf take(int bytes) {
        return used() + bytes > limit ? null : allocator.directBuffer(bytes, bytes);
    }
}
