package dev.whiteboard.load.chat;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/** Many sessions on one event loop, so that what watches them needs no locks. */
final class Crowd implements AutoCloseable {
    private static final int AT_ONCE = 64;
    private static final int ATTEMPTS = 20;
    private static final int ADDRESSES = 16;
    private static final long PATIENCE_SECONDS = 20;

    private final MultiThreadIoEventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, transport());
    private final List<Session> sessions = new ArrayList<>();

    private static IoHandlerFactory transport() {
        return Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    }

    /** Connects and authenticates that many users; one that is turned away tries again, as a patient client would. */
    List<Session> join(Contender contender, int count) throws InterruptedException {
        var places = new Semaphore(AT_ONCE);
        List<Attempt> attempts = new ArrayList<>();
        for (int user = 0; user < count; user++) {
            places.acquire();
            var attempt = new Attempt(contender.port(), user, contender::session, open(contender.port(),
                    contender.session(user), user));
            var unused = attempt.session.ready().whenComplete((ready, refused) -> places.release());
            attempts.add(attempt);
        }
        for (Attempt attempt : attempts) {
            sessions.add(settled(attempt));
        }
        return sessions;
    }

    private record Attempt(int port, int user, IntFunction<Session> again, Session session) {}

    private Session settled(Attempt attempt) throws InterruptedException {
        Session session = attempt.session;
        for (int left = ATTEMPTS;; left--) {
            try {
                return session.ready().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException | CompletionException | TimeoutException e) {
                session.close();
                if (left == 0) {
                    throw new IllegalStateException("user " + attempt.user + " cannot connect", e);
                }
                TimeUnit.MILLISECONDS.sleep(250);
                session = open(attempt.port, attempt.again.apply(attempt.user), attempt.user);
            }
        }
    }

    /** Begins to connect. */
    Session open(int port, Session session, int user) {
        new Bootstrap().group(loop)
                .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 10_000)
                .localAddress(new InetSocketAddress("127.0.0." + (1 + user % ADDRESSES), 0))
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new Link(session));
                    }
                })
                .connect(new InetSocketAddress("127.0.0.1", port))
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        session.failed(String.valueOf(connected.cause()));
                    }
                });
        return session;
    }

    /** Runs work where the sessions live, after a while. */
    void later(int seconds, Runnable work) {
        var unused = loop.schedule(work, seconds, TimeUnit.SECONDS);
    }

    /** Runs work where the sessions live. */
    void execute(Runnable work) {
        loop.execute(work);
    }

    /** Runs work where the sessions live and waits for it. */
    void call(Runnable work) throws InterruptedException {
        try {
            loop.submit(work).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        call(() -> sessions.forEach(Session::close));
        loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).await(10, TimeUnit.SECONDS);
    }
}
