package dev.whiteboard.commerce.benchmark;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One connection of HTTP/1.1 that costs the machine little: the load must not be what is measured. */
final class Wire implements AutoCloseable {
    private static final String LENGTH = "content-length:";
    private static final String CONNECTION = "connection: close";

    private final int port;
    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private boolean over;

    /** What came back. */
    record Answer(int status, String body) {}

    Wire(int port) throws IOException {
        this.port = port;
        this.socket = open();
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    private Socket open() throws IOException {
        Socket fresh = new Socket(InetAddress.getLoopbackAddress(), port);
        fresh.setTcpNoDelay(true);
        fresh.setSoTimeout(30_000);
        return fresh;
    }

    /** A server ends a connection after some requests, and says so with the last answer. */
    private void openAgain() throws IOException {
        socket.close();
        socket = open();
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
        over = false;
    }

    Answer send(String method, String path, String token, @Nullable String body) throws IOException {
        if (over) {
            openAgain();
        }
        byte[] content = (body == null ? "" : body).getBytes(StandardCharsets.UTF_8);
        String head = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\nContent-Length: " + content.length + "\r\n\r\n";
        byte[] bytes = (head + (body == null ? "" : body)).getBytes(StandardCharsets.UTF_8);
        out.write(bytes);
        out.flush();
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        int length = -1;
        for (String line = line(); !line.isEmpty(); line = line()) {
            String header = line.toLowerCase(Locale.ROOT);
            over |= header.equals(CONNECTION);
            if (header.startsWith(LENGTH)) {
                length = Integer.parseInt(line.substring(LENGTH.length()).strip());
            }
        }
        return new Answer(status, length >= 0 ? new String(in.readNBytes(length), StandardCharsets.UTF_8) : chunks());
    }

    private String chunks() throws IOException {
        StringBuilder body = new StringBuilder();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.append(new String(in.readNBytes(size), StandardCharsets.UTF_8));
            line();
        }
        line();
        return body.toString();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the connection was closed");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
