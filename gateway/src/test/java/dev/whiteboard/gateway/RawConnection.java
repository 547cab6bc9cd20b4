package dev.whiteboard.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** Sends exactly these bytes, whatever HTTP says about them, and reads what comes back until the gateway closes. */
public final class RawConnection {
    private RawConnection() {}

    /** Says that nothing more will come, as a client does that has sent nonsense or half a request. */
    public static String send(int port, byte[] bytes) {
        return send(port, bytes, true);
    }

    /** Stays on the line, as a client does that waits for its answer. */
    public static String sendAndWait(int port, String text) {
        return send(port, text.getBytes(StandardCharsets.ISO_8859_1), false);
    }

    private static String send(int port, byte[] bytes, boolean hangUp) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            try {
                socket.getOutputStream().write(bytes);
                socket.getOutputStream().flush();
                if (hangUp) {
                    socket.shutdownOutput();
                }
            } catch (SocketException closedEarly) {
                // the answer may be there all the same
            }
            socket.getInputStream().transferTo(answer);
        } catch (SocketTimeoutException open) {
            return answer.toString(StandardCharsets.ISO_8859_1) + "<still open>";
        } catch (IOException reset) {
            return answer.toString(StandardCharsets.ISO_8859_1) + "<" + reset.getMessage() + ">";
        }
        return answer.toString(StandardCharsets.ISO_8859_1);
    }

    public static String send(int port, String text) {
        return send(port, text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
