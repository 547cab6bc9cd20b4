package dev.whiteboard.shortener.redirect;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.netty.DisposableServer;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

/** The second listener of this process: HTTP/1.1 on Netty's event loops, for redirects only. */
final class RedirectListener implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RedirectListener.class);
    private static final int LONGEST_LINE = 4_096;
    private static final int LARGEST_HEADER = 16_384;
    private static final Duration IDLE = Duration.ofSeconds(75);
    private static final Duration DRAIN = Duration.ofSeconds(10);

    private final String address;
    private final int port;
    private final RedirectHandler handler;
    private final Outcomes outcomes;
    private final LoopResources loops = LoopResources.create("redirect", Runtime.getRuntime().availableProcessors(),
            true);
    private volatile @Nullable DisposableServer server;

    /** @param port where to listen; 0 draws a free one */
    RedirectListener(String address, int port, RedirectHandler handler, Outcomes outcomes) {
        this.address = address;
        this.port = port;
        this.handler = handler;
        this.outcomes = outcomes;
    }

    @Override
    public void start() {
        server = HttpServer.create().bindAddress(this::place).runOn(loops)
                .httpRequestDecoder(decoder -> decoder.maxInitialLineLength(LONGEST_LINE).maxHeaderSize(LARGEST_HEADER))
                .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .doOnConnection(connection -> connection.addHandlerFirst(idle()))
                .doOnChannelInit((_, channel, _) -> channel.pipeline()
                        .addAfter(NettyPipeline.HttpCodec, "problems", new UnreadableRequests())
                        .addAfter(NettyPipeline.HttpCodec, "outcomes", new OutcomeClock(outcomes)))
                .handle(handler)
                .bindNow();
        LOG.info("redirects are answered on {}:{}", address, port());
    }

    /** One timer for the life of a connection; the server's own idle timeout would set and cancel one with every request. */
    private static ReadTimeoutHandler idle() {
        return new ReadTimeoutHandler(IDLE.toSeconds(), TimeUnit.SECONDS);
    }

    private InetSocketAddress place() {
        return address.isBlank() ? new InetSocketAddress(port) : new InetSocketAddress(address, port);
    }

    /** The port in use, also when it was drawn. */
    int port() {
        DisposableServer running = server;
        return running == null ? port : running.port();
    }

    /** Stops accepting, lets what is being answered be answered. */
    @Override
    public void stop() {
        DisposableServer running = server;
        if (running != null) {
            running.disposeNow(DRAIN);
            server = null;
        }
        loops.disposeLater(Duration.ZERO, DRAIN).block(DRAIN);
    }

    @Override
    public boolean isRunning() {
        return server != null;
    }
}
