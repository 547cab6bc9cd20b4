package dev.whiteboard.local.psp;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** The provider: its book, its API on one port, its health 2000 above, and the webhooks that it sends. */
public final class Psp implements SmartLifecycle, AutoCloseable {
    private static final int MANAGEMENT = 2_000;

    private final Place place;
    private final URI webhookUrl;
    private final String secret;
    private final Behaviour usual;
    private @Nullable Running running;

    /**
     * Where it lives.
     *
     * @param file the append-only file of what was done
     */
    public record Place(String address, int port, Path file) {}

    private record Running(Book book, Webhooks webhooks, ExecutorService threads, HttpServer api, HttpServer health) {}

    public Psp(Place place, URI webhookUrl, String secret, Behaviour usual) {
        this.place = place;
        this.webhookUrl = webhookUrl;
        this.secret = secret;
        this.usual = usual;
    }

    @Override
    public void start() {
        try {
            Journal journal = Journal.open(place.file());
            Book book = Book.of(journal, Clock.systemUTC());
            Mood mood = new Mood(usual);
            Webhooks webhooks = new Webhooks(new WebhookSignature(secret, Clock.systemUTC()), webhookUrl, mood,
                    journal);
            ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
            HttpServer api = listener(place.port(), threads);
            api.createContext("/", new Api(book, mood, webhooks));
            HttpServer health = listener(place.port() + MANAGEMENT, threads);
            health.createContext("/", exchange -> {
                boolean known = exchange.getRequestURI().getPath().matches("/livez|/readyz");
                exchange.sendResponseHeaders(known ? 200 : 404, -1);
                exchange.close();
            });
            api.start();
            health.start();
            book.unannounced().forEach(webhooks::announce);
            running = new Running(book, webhooks, threads, api, health);
        } catch (IOException e) {
            throw new UncheckedIOException("The provider cannot start on port " + place.port(), e);
        }
    }

    private HttpServer listener(int port, ExecutorService threads) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(place.address(), port), 0);
        server.setExecutor(threads);
        return server;
    }

    public String url() {
        return "http://127.0.0.1:" + place.port();
    }

    @Override
    public void stop() {
        Running stopped = running;
        running = null;
        if (stopped != null) {
            stopped.api().stop(0);
            stopped.health().stop(0);
            stopped.threads().shutdownNow();
            stopped.webhooks().close();
            stopped.book().close();
        }
    }

    @Override
    public void close() {
        stop();
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }
}
