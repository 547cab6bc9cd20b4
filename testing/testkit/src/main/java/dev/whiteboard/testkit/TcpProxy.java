package dev.whiteboard.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.whiteboard.local.servers.Ports;
import org.jspecify.annotations.Nullable;

/**
 * A network between two processes that can be made bad. It listens on a loopback port of its own and passes bytes to
 * another; what is wrong with it changes at any time and holds for open connections as well.
 */
public final class TcpProxy implements AutoCloseable {

    private final int port;
    private final int target;
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private final ProxyFault requests = new ProxyFault();
    private final ProxyFault answers = new ProxyFault();
    private @Nullable ServerSocket listener;

    private TcpProxy(int target) {
        this.port = Ports.free();
        this.target = target;
    }

    /** A proxy to a loopback port. */
    public static TcpProxy to(int port) {
        var proxy = new TcpProxy(port);
        proxy.pass();
        return proxy;
    }

    public int port() {
        return port;
    }

    /** Makes the network good again: what was held back arrives, and what was cut can be connected again. */
    public synchronized void pass() {
        requests.pass();
        answers.pass();
        if (listener == null) {
            listener = listen();
        }
    }

    /** Bytes take so much longer each way. */
    public void delay(Duration eachWay) {
        requests.delay(eachWay);
        answers.delay(eachWay);
    }

    /** Connections stay open and new ones are taken, and nothing goes through: a half-open network. */
    public void hang() {
        requests.hang();
        answers.hang();
    }

    /** Requests arrive and have their effect; the answers do not come back. */
    public void hangAnswers() {
        answers.hang();
    }

    /** A drip: so many bytes a second each way. */
    public void trickle(int bytesPerSecond) {
        requests.trickle(bytesPerSecond);
        answers.trickle(bytesPerSecond);
    }

    /** Resets all connections and refuses new ones, until {@link #pass}. */
    public synchronized void cut() {
        closeListener();
        reset();
    }

    /** Resets the connections that are open now and takes new ones. */
    public void reset() {
        connections.forEach(ProxiedConnection::reset);
    }

    /** How many connections are open. */
    public int connections() {
        return connections.size();
    }

    @Override
    public void close() {
        cut();
        requests.pass();
        answers.pass();
    }

    private ServerSocket listen() {
        try {
            var socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_024);
            Thread.ofVirtual().name("proxy-" + port).start(() -> accept(socket));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen on port " + port, e);
        }
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket client) {
        try (client; var server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            var connection = new ProxiedConnection(client, server);
            connections.add(connection);
            try {
                connection.run(requests, answers);
            } finally {
                connections.remove(connection);
            }
        } catch (IOException broken) {
            // The client sees its connection closed, which is all there is to say.
        }
    }

    private void closeListener() {
        if (listener != null) {
            try {
                listener.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            listener = null;
        }
    }
}
