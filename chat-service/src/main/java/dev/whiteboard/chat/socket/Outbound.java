package dev.whiteboard.chat.socket;

import dev.whiteboard.chat.live.Delivery;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The way out of one socket. What is written in one turn of the loop leaves in one piece, and a client that does not read
 * is cut off before it costs more than its share. Used on the loop's thread only.
 */
final class Outbound {
    private final Channel channel;
    private final LoopSockets loop;
    private boolean closing;
    private boolean waitsForFlush;
    private @Nullable CompletableFuture<Boolean> page;

    Outbound(Channel channel, LoopSockets loop) {
        this.channel = channel;
        this.loop = loop;
    }

    boolean isOpen() {
        return !closing && channel.isActive();
    }

    /** Whether the client reads what it is sent. */
    boolean keepsUp() {
        return channel.isWritable();
    }

    void write(byte[] wire) {
        if (closing) {
            return;
        }
        channel.write(Unpooled.wrappedBuffer(wire), channel.voidPromise());
        var waiting = channel.unsafe().outboundBuffer();
        if (page == null && waiting != null
                && waiting.totalPendingWriteBytes() > loop.properties().queueBytes().toBytes()) {
            cutOff();
        } else if (!waitsForFlush) {
            waitsForFlush = true;
            loop.flushLater(this);
        }
    }

    /** It comes back and is sent what it missed: the log is the better queue. */
    private void cutOff() {
        loop.cutOffs().increment();
        close(CloseCodes.TRY_AGAIN, "too slow: reconnect and sync");
        channel.close();
    }

    void flush() {
        waitsForFlush = false;
        channel.flush();
    }

    /** Writes a page, however long; completes when the client has read most of it, with false when it is gone. */
    void write(List<Delivery> entries, CompletableFuture<Boolean> read) {
        page = read;
        entries.forEach(entry -> write(entry.wire()));
        channel.flush();
        writable();
    }

    void writable() {
        if (page != null && channel.isWritable()) {
            page.complete(true);
            page = null;
        }
    }

    void ping() {
        channel.writeAndFlush(new PingWebSocketFrame(), channel.voidPromise());
    }

    /** Says why and closes as soon as that has been written. */
    void close(int code, String reason) {
        if (!closing) {
            closing = true;
            var _ = channel.writeAndFlush(new CloseWebSocketFrame(code, reason)).addListener(_ -> channel.close());
        }
    }

    /** Says why, to a client that may not be there to read it. */
    void abandon(int code, String reason) {
        close(code, reason);
        channel.close();
    }

    void gone() {
        closing = true;
        if (page != null) {
            page.complete(false);
            page = null;
        }
    }
}
