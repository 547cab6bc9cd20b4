package dev.whiteboard.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;

/** A service behind the gateway that does whatever a test wants of it, and can be killed and come back. */
public final class HostileUpstream {
    private static final HttpHandler OBEDIENT = exchange -> answer(exchange, 200, "application/json", "{\"ok\":true}");

    private final int port;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicLong bodyBytes = new AtomicLong();
    private volatile HttpHandler behaviour = OBEDIENT;
    private volatile Headers lastHeaders = new Headers();
    private volatile String lastTarget = "";
    private volatile String lastBody = "";
    private volatile HttpServer server;

    private HostileUpstream() {
        this.server = open(0);
        this.port = server.getAddress().getPort();
    }

    public static HostileUpstream start() {
        return new HostileUpstream();
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Obedient again, and forgetful. */
    public void reset() {
        behaviour = OBEDIENT;
        calls.set(0);
        bodyBytes.set(0);
        if (server == null) {
            server = open(port);
        }
    }

    public void behave(HttpHandler behaviour) {
        this.behaviour = behaviour;
    }

    /** Takes requests and never answers. */
    public void hang() {
        behave(exchange -> {
            try {
                new CountDownLatch(1).await(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Takes each request and drops the connection. */
    public void breakOff() {
        behave(HttpExchange::close);
    }

    public void kill() {
        HttpServer running = server;
        server = null;
        running.stop(0);
    }

    public int calls() {
        return calls.get();
    }

    public long bodyBytes() {
        return bodyBytes.get();
    }

    public Headers lastHeaders() {
        return lastHeaders;
    }

    public String lastTarget() {
        return lastTarget;
    }

    /** The beginning of the last request's body. */
    public String lastBody() {
        return lastBody;
    }

    public static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head || bytes.length == 0 ? -1 : bytes.length);
        if (!head) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        lastHeaders = exchange.getRequestHeaders();
        lastTarget = exchange.getRequestURI().toString();
        calls.incrementAndGet();
        byte[] buffer = new byte[8192];
        String beginning = "";
        for (int n = exchange.getRequestBody().read(buffer); n >= 0; n = exchange.getRequestBody().read(buffer)) {
            bodyBytes.addAndGet(n);
            beginning = beginning.isEmpty() ? new String(buffer, 0, n, StandardCharsets.UTF_8) : beginning;
        }
        lastBody = beginning;
        behaviour.handle(exchange);
    }

    private HttpServer open(int port) {
        try {
            HttpServer opened = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            opened.createContext("/", this::handle);
            opened.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            opened.start();
            return opened;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
