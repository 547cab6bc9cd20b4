package dev.whiteboard.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

import dev.whiteboard.local.servers.Ports;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpProxyTest {

    private final int echoPort = Ports.free();
    private ServerSocket echo;
    private TcpProxy proxy;

    @BeforeEach
    void startAnEcho() throws Exception {
        echo = new ServerSocket(echoPort, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            while (!echo.isClosed()) {
                try {
                    Socket socket = echo.accept();
                    Thread.ofVirtual().start(() -> {
                        try (socket) {
                            socket.getInputStream().transferTo(socket.getOutputStream());
                        } catch (IOException reset) {
                            // A fault of the test.
                        }
                    });
                } catch (IOException closed) {
                    return;
                }
            }
        });
        proxy = TcpProxy.to(echoPort);
    }

    @AfterEach
    void stop() throws Exception {
        proxy.close();
        echo.close();
    }

    @Test
    void passes_bytes_and_ends() throws Exception {
        try (Socket socket = connect()) {
            assertThat(ask(socket, "hello")).isEqualTo("hello");
            socket.shutdownOutput();
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        await().until(() -> proxy.connections() == 0);
    }

    @Test
    void delays_each_way() throws Exception {
        proxy.delay(Duration.ofMillis(60));
        try (Socket socket = connect()) {
            long begun = System.nanoTime();
            ask(socket, "hello");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(120));
        }
    }

    @Test
    void hangs_and_then_delivers_what_it_held() throws Exception {
        try (Socket socket = connect()) {
            ask(socket, "hello");
            proxy.hang();
            socket.setSoTimeout(50);
            assertThatThrownBy(() -> ask(socket, "anyone?")).isInstanceOf(SocketTimeoutException.class);
            proxy.pass();
            socket.setSoTimeout(5_000);
            assertThat(socket.getInputStream().readNBytes(7)).asString().isEqualTo("anyone?");
        }
    }

    @Test
    void trickles() throws Exception {
        proxy.trickle(100);
        try (Socket socket = connect()) {
            long begun = System.nanoTime();
            ask(socket, "0123456789");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(95));
        }
    }

    @Test
    void cuts_and_can_be_connected_again() throws Exception {
        try (Socket socket = connect()) {
            ask(socket, "hello");
            proxy.cut();
            assertThatThrownBy(() -> ask(socket, "anyone?")).isInstanceOf(IOException.class);
            assertThatThrownBy(this::connect).isInstanceOf(java.net.ConnectException.class);
        }
        proxy.pass();
        try (Socket socket = connect()) {
            assertThat(ask(socket, "again")).isEqualTo("again");
        }
    }

    @Test
    void loses_answers_while_requests_arrive() throws Exception {
        proxy.hangAnswers();
        try (Socket socket = connect()) {
            socket.getOutputStream().write("x".getBytes());
            await().until(() -> proxy.connections() == 1);
            socket.setSoTimeout(50);
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        }
    }

    private Socket connect() throws IOException {
        var socket = new Socket();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port()), 2_000);
        socket.setSoTimeout(5_000);
        return socket;
    }

    private static String ask(Socket socket, String question) throws IOException {
        socket.getOutputStream().write(question.getBytes());
        byte[] answer = socket.getInputStream().readNBytes(question.length());
        if (answer.length < question.length()) {
            throw new IOException("closed");
        }
        return new String(answer);
    }
}
