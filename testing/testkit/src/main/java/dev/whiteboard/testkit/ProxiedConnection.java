package dev.whiteboard.testkit;

import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** A client's connection and its continuation to the server; bytes are stamped as they come and go on when they may. */
final class ProxiedConnection {

    private static final int CHUNKS = 64;
    private static final Chunk END = new Chunk(0, new byte[0]);

    private record Chunk(long arrivedNanos, byte[] bytes) {

        boolean isEnd() {
            return bytes.length == 0;
        }
    }

    private final Socket client;
    private final Socket server;

    ProxiedConnection(Socket client, Socket server) {
        this.client = client;
        this.server = server;
    }

    /** Passes bytes both ways until both sides are done. */
    void run(ProxyFault requests, ProxyFault answers) throws IOException {
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        Thread forth = Thread.ofVirtual().start(() -> pump(client, server, requests));
        pump(server, client, answers);
        try {
            forth.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pump(Socket from, Socket to, ProxyFault fault) {
        BlockingQueue<Chunk> queue = new ArrayBlockingQueue<>(CHUNKS);
        Thread reader = Thread.ofVirtual().start(() -> read(from, queue));
        try {
            for (Chunk chunk = queue.take(); !chunk.isEnd(); chunk = queue.take()) {
                write(chunk, to, fault);
            }
            fault.awaitTurn(System.nanoTime(), 0);
            to.shutdownOutput();
        } catch (IOException broken) {
            reset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            reader.interrupt();
        }
    }

    private static void write(Chunk chunk, Socket to, ProxyFault fault) throws IOException, InterruptedException {
        for (int sent = 0; sent < chunk.bytes.length;) {
            int now = fault.awaitTurn(chunk.arrivedNanos, chunk.bytes.length - sent);
            to.getOutputStream().write(chunk.bytes, sent, now);
            sent += now;
        }
    }

    private void read(Socket from, BlockingQueue<Chunk> queue) {
        var buffer = new byte[16_384];
        try {
            for (int read = from.getInputStream().read(buffer); read >= 0; read = from.getInputStream().read(buffer)) {
                queue.put(new Chunk(System.nanoTime(), Arrays.copyOf(buffer, read)));
            }
            queue.put(END);
        } catch (IOException broken) {
            reset();
            queue.clear();
            queue.add(END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends both sides with a reset rather than an orderly close. */
    void reset() {
        for (Socket socket : new Socket[]{client, server}) {
            try {
                socket.setSoLinger(true, 0);
                socket.close();
            } catch (IOException closed) {
                // It is gone already.
            }
        }
    }
}
