package dev.whiteboard.common.client;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP server that behaves as badly as it is told to, and counts the requests that reached it. */
final class HostileServer implements AutoCloseable {
    /** What it does with one request. */
    interface Behaviour {
        void serve(OutputStream out, Socket socket) throws IOException, InterruptedException;
    }

    static final Behaviour HANGS = (out, socket) -> new CountDownLatch(1).await();
    static final Behaviour RESETS = (out, socket) -> socket.setSoLinger(true, 0);
    static final Behaviour TALKS_RUBBISH = (out, socket) -> out.write("SMTP 220 hello\r\n\r\n".getBytes(US_ASCII));
    static final Behaviour STOPS_HALFWAY = (out, socket) -> out
            .write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{".getBytes(US_ASCII));
    static final Behaviour DRIPS_HEADERS = (out, socket) -> drip(out, "HTTP/1.1 200 OK\r\nX: ");
    static final Behaviour DRIPS_BODY = (out, socket) -> drip(out, "HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n");

    private final ServerSocket server;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile Behaviour behaviour;

    HostileServer(Behaviour behaviour) {
        this.behaviour = behaviour;
        try {
            this.server = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        Thread.startVirtualThread(this::accept);
    }

    static Behaviour answers(int status) {
        return (out, socket) -> out.write(("HTTP/1.1 " + status + " Status\r\nContent-Type: application/json\r\n"
                + "Connection: close\r\nContent-Length: 14\r\n\r\n{\"name\":\"bob\"}").getBytes(US_ASCII));
    }

    void behave(Behaviour next) {
        behaviour = next;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    int requests() {
        return requests.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.add(socket);
                Thread.startVirtualThread(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            readHead(socket.getInputStream());
            requests.incrementAndGet();
            behaviour.serve(socket.getOutputStream(), socket);
        } catch (IOException | InterruptedException clientLeft) {
            connections.remove(socket);
        }
    }

    private static void readHead(InputStream in) throws IOException {
        int end = 0;
        while (end != 0x0d0a0d0a) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            end = end << 8 | next;
        }
    }

    private static void drip(OutputStream out, String head) throws IOException, InterruptedException {
        out.write(head.getBytes(US_ASCII));
        while (true) {
            out.write('a');
            out.flush();
            new CountDownLatch(1).await(20, java.util.concurrent.TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException gone) {
            connections.clear();
        }
    }
}
