package dev.whiteboard.chat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;

/** A client that shakes hands and then does as it likes: reads nothing, or sends what is no frame. */
public final class RawSocket implements AutoCloseable {
    private final java.net.Socket socket;

    private RawSocket(java.net.Socket socket) {
        this.socket = socket;
    }

    public static RawSocket connect(int port, String token) throws IOException {
        var socket = new java.net.Socket();
        socket.setReceiveBufferSize(4_096);
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port + 1_000));
        socket.getOutputStream().write(("GET /ws/chat HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + "Sec-WebSocket-Version: 13\r\nAuthorization: Bearer " + token + "\r\n\r\n").getBytes(ISO_8859_1));
        InputStream in = socket.getInputStream();
        var head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            head.append((char) in.read());
        }
        if (!head.toString().startsWith("HTTP/1.1 101")) {
            throw new IOException(head.toString());
        }
        return new RawSocket(socket);
    }

    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** All that comes until the server closes, which it must. */
    public String readToTheEnd() throws IOException {
        var all = new ByteArrayOutputStream();
        byte[] some = new byte[8_192];
        try {
            for (int n = socket.getInputStream().read(some); n >= 0; n = socket.getInputStream().read(some)) {
                all.write(some, 0, n);
            }
        } catch (SocketTimeoutException open) {
            throw new AssertionError("the server keeps the connection open after " + all.size() + " bytes", open);
        } catch (IOException reset) {
            // closed with something unread: as good
        }
        return all.toString(ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
