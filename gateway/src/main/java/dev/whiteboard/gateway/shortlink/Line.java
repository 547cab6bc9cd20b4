package dev.whiteboard.gateway.shortlink;

import java.io.IOException;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/**
 * A keep-alive connection to a replica, with at most one request on it. Everything happens on the event loop of the
 * client's own connection, so nothing here is shared and nothing is handed over between threads.
 */
final class Line extends ChannelInboundHandlerAdapter {
    private static final int LARGEST_ANSWER = 1 << 20;

    private final LinePool pool;
    private final Channel channel;
    private @Nullable LineListener listener;
    private @Nullable HttpResponse head;
    private ByteBuf body = Unpooled.EMPTY_BUFFER;
    private boolean keepAlive;
    private long deadlineNanos;
    private long idleSinceNanos;

    Line(LinePool pool, Channel channel) {
        this.pool = pool;
        this.channel = channel;
    }

    void send(HttpRequest request, LineListener listener, long deadlineNanos) {
        this.listener = listener;
        this.deadlineNanos = deadlineNanos;
        channel.writeAndFlush(request, channel.voidPromise());
    }

    boolean usable() {
        return channel.isActive();
    }

    /** Gives the request up: its client went away, so nobody wants the answer that would come. */
    void abandon() {
        listener = null;
        channel.close();
    }

    /** Closes what has been waited for, or has been idle, for too long; the pool asks now and then. */
    void expire(long nowNanos, long idleNanos) {
        if (listener != null && nowNanos - deadlineNanos > 0) {
            fail(new TimeoutException("no answer in time"));
        } else if (listener == null && nowNanos - idleSinceNanos > idleNanos) {
            channel.close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (listener == null) {
            ReferenceCountUtil.release(message);
            channel.close(); // an answer to nothing: the two sides no longer agree on where they are
            return;
        }
        if (((HttpObject) message).decoderResult().isFailure()) {
            ReferenceCountUtil.release(message);
            fail(new IOException("not an HTTP answer"));
            return;
        }
        if (message instanceof HttpResponse response) {
            if (response.status().code() < 200) {
                ReferenceCountUtil.release(message);
                return;
            }
            head = response;
            keepAlive = HttpUtil.isKeepAlive(response);
        }
        if (message instanceof HttpContent content) {
            collect(content);
        }
    }

    private void collect(HttpContent content) {
        if (head == null) { // the end of an interim answer
            content.release();
            return;
        }
        ByteBuf bytes = content.content();
        if (!bytes.isReadable()) {
            content.release();
        } else if (body.readableBytes() + bytes.readableBytes() > LARGEST_ANSWER) {
            content.release();
            fail(new IOException("the answer is too large"));
            return;
        } else {
            body = body.isReadable() ? Unpooled.wrappedBuffer(body, bytes) : bytes;
        }
        if (content instanceof LastHttpContent) {
            finish();
        }
    }

    private void finish() {
        LineListener waiting = listener;
        HttpResponse response = head;
        if (waiting == null || response == null) {
            return;
        }
        Answer answer = new Answer(response.status(), response.headers(), body);
        listener = null;
        head = null;
        body = Unpooled.EMPTY_BUFFER;
        if (keepAlive) {
            idleSinceNanos = System.nanoTime();
            pool.release(this);
        } else {
            channel.close();
        }
        waiting.answered(answer);
    }

    private void fail(Throwable error) {
        LineListener waiting = listener;
        listener = null;
        channel.close();
        if (waiting != null) {
            waiting.failed(error);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        pool.closed(this);
        body.release();
        body = Unpooled.EMPTY_BUFFER;
        fail(new IOException("the connection closed before the answer"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable error) {
        fail(error instanceof IOException ? error : new IOException(error));
    }
}
