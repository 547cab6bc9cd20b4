package dev.whiteboard.chat.socket;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** The second listener of this process: WebSockets on Netty's event loops, without a framework in between. */
final class SocketListener implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(SocketListener.class);
    private static final int LONGEST_LINE = 12_288;
    private static final int LARGEST_HEADER = 16_384;
    private static final int LARGEST_BODY = 1_024;
    private static final int HANDSHAKE_SECONDS = 10;
    /** Left to itself the kernel would keep megabytes for a client that does not read. */
    private static final int KERNEL_BUFFER = 128 * 1024;
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(32 * 1024, 64 * 1024);
    private static final String TIMEOUT = "handshake-timeout";

    private final int port;
    private final Switchboard switchboard;
    private final Synchronisation synchronisation;
    private final SocketProperties properties;
    private final LongAdder cutOffs = new LongAdder();
    private final Map<EventExecutor, LoopSockets> loops = new IdentityHashMap<>();
    private @Nullable MultiThreadIoEventLoopGroup group;
    private @Nullable Channel server;

    /** @param port where to listen; 0 draws a free one */
    SocketListener(int port, Switchboard switchboard, Synchronisation synchronisation, SocketProperties properties) {
        this.port = port;
        this.switchboard = switchboard;
        this.synchronisation = synchronisation;
        this.properties = properties;
    }

    @Override
    public void start() {
        var started = new MultiThreadIoEventLoopGroup(Runtime.getRuntime().availableProcessors(),
                NioIoHandler.newFactory());
        group = started;
        var admission = new Admission(properties.handshakesPerSecond(), System::nanoTime);
        for (EventExecutor executor : started) {
            var sockets = new LoopSockets((EventLoop) executor, synchronisation, properties, cutOffs);
            loops.put(executor, sockets);
            var _ = executor.scheduleWithFixedDelay(() -> sockets.tick(switchboard.millis()), 500, 500,
                    TimeUnit.MILLISECONDS);
        }
        var bootstrap = new ServerBootstrap().group(started).channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 4_096).option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_SNDBUF, KERNEL_BUFFER)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        open(channel, admission);
                    }
                });
        String address = properties.address();
        server = bootstrap.bind(
                address.isBlank() ? new InetSocketAddress(port) : new InetSocketAddress(address, port))
                .syncUninterruptibly().channel();
        LOG.info("sockets are open on {}:{}", address, port());
    }

    private void open(Channel channel, Admission admission) {
        LoopSockets sockets = java.util.Objects.requireNonNull(loops.get(channel.eventLoop()));
        channel.pipeline().addLast(TIMEOUT, new ReadTimeoutHandler(HANDSHAKE_SECONDS))
                .addLast(new HttpServerCodec(LONGEST_LINE, LARGEST_HEADER, LARGEST_BODY))
                .addLast(new HttpObjectAggregator(LARGEST_BODY))
                .addLast(new Handshake(switchboard, sockets, admission, TIMEOUT));
    }

    /** The port in use, also when it was drawn. */
    int port() {
        return server == null ? port : ((InetSocketAddress) server.localAddress()).getPort();
    }

    int connections() {
        return loops.values().stream().mapToInt(sockets -> sockets.connections().size()).sum();
    }

    LongAdder cutOffs() {
        return cutOffs;
    }

    /** Takes no more, and asks everybody to come back elsewhere, each after another while. */
    @Override
    public void stop() {
        Channel listening = server;
        MultiThreadIoEventLoopGroup running = group;
        server = null;
        if (listening == null || running == null) {
            return;
        }
        var _ = listening.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
        long drain = Math.max(1, properties.drain().toMillis());
        loops.values().forEach(sockets -> sockets.loop().execute(() -> sockets.connections().forEach(
                connection -> connection.close(CloseCodes.RESTART,
                        "retry_after_ms=" + ThreadLocalRandom.current().nextLong(drain)))));
        long end = System.nanoTime() + properties.drain().toNanos();
        while (connections() > 0 && System.nanoTime() < end) {
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
        var _ = running.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
        loops.clear();
    }

    @Override
    public boolean isRunning() {
        return server != null;
    }
}
