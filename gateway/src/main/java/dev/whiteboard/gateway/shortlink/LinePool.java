package dev.whiteboard.gateway.shortlink;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.resolver.AddressResolverGroup;

/**
 * The connections of one event loop to one replica. Only that event loop touches it, so there are no locks; the most
 * recently used connection goes first, so that spare ones fall idle and close. Instead of a timer for every request a
 * sweep looks for late answers, which is precise enough for a timeout and costs nothing per request.
 */
final class LinePool {
    private static final Duration SWEEP = Duration.ofMillis(50);
    /** Shorter than the shortener keeps an idle connection, so that a request seldom meets one that is just closing. */
    private static final Duration IDLE = Duration.ofSeconds(15);

    private final EventLoop loop;
    private final InetSocketAddress address;
    private final Bootstrap bootstrap;
    private final Deque<Line> idle = new ArrayDeque<>();
    private final Set<Line> all = new HashSet<>();

    LinePool(EventLoop loop, Class<? extends Channel> type, AddressResolverGroup<?> resolver, InetSocketAddress address,
            Duration connectTimeout) {
        this.loop = loop;
        this.address = address;
        this.bootstrap = new Bootstrap().group(loop)
                .channel(type)
                .resolver(resolver)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) connectTimeout.toMillis())
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new HttpClientCodec());
                    }
                });
        loop.scheduleWithFixedDelay(this::sweep, SWEEP.toMillis(), SWEEP.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Sends a request on an idle connection, or on a new one if there is none or {@code fresh} asks for it, and tells the
     * call which line it is on.
     */
    void send(HttpRequest request, LeanCall call, long deadlineNanos, boolean fresh) {
        Line line = fresh ? null : idleLine();
        if (line != null) {
            call.on(line);
            line.send(request, call, deadlineNanos);
            return;
        }
        ChannelFuture connecting = bootstrap.connect(address);
        connecting.addListener(done -> {
            if (done.isSuccess()) {
                connected(connecting.channel(), request, call, deadlineNanos);
            } else {
                call.failed(done.cause());
            }
        });
    }

    private void connected(Channel channel, HttpRequest request, LeanCall call, long deadlineNanos) {
        Line line = new Line(this, channel);
        channel.pipeline().addLast(line);
        all.add(line);
        if (call.isOver()) {
            line.abandon();
            return;
        }
        call.on(line);
        line.send(request, call, deadlineNanos);
    }

    private @Nullable Line idleLine() {
        Line line = idle.pollFirst();
        while (line != null && !line.usable()) {
            line = idle.pollFirst();
        }
        return line;
    }

    void release(Line line) {
        idle.addFirst(line);
    }

    void closed(Line line) {
        all.remove(line);
        idle.remove(line);
    }

    private void sweep() {
        if (loop.isShuttingDown()) {
            return;
        }
        long now = System.nanoTime();
        for (Line line : new ArrayList<>(all)) {
            line.expire(now, IDLE.toNanos());
        }
    }
}
