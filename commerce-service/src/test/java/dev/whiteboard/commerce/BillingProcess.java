package dev.whiteboard.commerce;

import dev.whiteboard.local.psp.Behaviour;
import dev.whiteboard.local.psp.Psp;
import dev.whiteboard.local.servers.Ports;
import dev.whiteboard.testkit.ForkedJvm;
import dev.whiteboard.testkit.Http;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The real billing-service in a process and a database of its own, with the hostile provider behind it. */
public final class BillingProcess implements AutoCloseable {
    private static final String SECRET = "a secret of the tests";
    private static final Duration START = Duration.ofSeconds(120);

    private final Psp psp;
    private final ForkedJvm process;
    private final String url;
    private final TestTokens tokens;

    private BillingProcess(Psp psp, ForkedJvm process, String url, TestTokens tokens) {
        this.psp = psp;
        this.process = process;
        this.url = url;
        this.tokens = tokens;
    }

    /** For a test class: its topics exist before anybody listens. */
    public static BillingProcess start(TestEnvironment environment, TestTokens tokens) {
        environment.kafka().createTopic("billing.commands.v1", 12);
        environment.kafka().createTopic("billing.payments.v1", 12);
        return start(environment.names(), tokens);
    }

    /** @param names of the environment that commerce has; billing's database is made beside commerce's */
    public static BillingProcess start(Map<String, String> names, TestTokens tokens) {
        int port = portBelowTheEphemeralOnes();
        String url = "http://127.0.0.1:" + port;
        Psp psp = provider(url);
        ForkedJvm process = ForkedJvm.of("dev.whiteboard.billing.BillingApplication", classPath()).environment(names)
                .environment("POSTGRES_URL", database(names)).environment("SERVER_PORT", Integer.toString(port))
                .environment("SERVER_ADDRESS", "127.0.0.1").environment("PSP_URL", psp.url())
                .environment("PSP_WEBHOOK_SECRET", SECRET).environment("POSTGRES_POOL_SIZE", "8")
                .option("-Dwhiteboard.clients.psp.attempt-timeout=1s")
                .option("-Dwhiteboard.clients.psp.deadline=1s")
                .option("-Dwhiteboard.billing.dispatch.first-pause=200ms")
                .option("-Dwhiteboard.billing.dispatch.longest-pause=1s")
                .option("-Dwhiteboard.billing.dispatch.lease=4s").start()
                .awaitOk("http://127.0.0.1:" + (port + 2_000) + "/readyz", START);
        return new BillingProcess(psp, process, url, tokens);
    }

    /** Captures at the provider that were not given back: what customers have paid. */
    public long chargesKept() {
        long refunds = Http.get(psp.url() + "/report", null).json().get("operations").valueStream()
                .filter(done -> done.get("type").asString().equals("refund")
                        && done.get("status").asString().equals("succeeded"))
                .count();
        return charges() - refunds;
    }

    /** How many captures there were. */
    public long charges() {
        return Http.get(psp.url() + "/report", null).json().get("charges").asLong();
    }

    /** How many operations of that type succeeded for an order. */
    public long done(String order, String type) {
        return Http.get(psp.url() + "/report", null).json().get("operations").valueStream()
                .filter(done -> done.get("reference").asString().equals(order)
                        && done.get("type").asString().equals(type)
                        && done.get("status").asString().equals("succeeded"))
                .count();
    }

    public boolean isBalanced() {
        return Http.get(url + "/admin/ledger/check", tokens.token("usr_admin", "user", "admin")).json()
                .get("balanced").asBoolean();
    }

    public void behave(String json) {
        Http.put(psp.url() + "/behaviour", json, null);
    }

    @Override
    public void close() {
        process.close();
        psp.close();
    }

    private static String database(Map<String, String> names) {
        String commerce = Objects.requireNonNull(names.get("POSTGRES_URL"));
        String name = commerce.replaceFirst(".*/", "") + "_billing";
        JdbcClient.create(new DriverManagerDataSource(commerce, Objects.requireNonNull(names.get("POSTGRES_USER")),
                Objects.requireNonNull(names.get("POSTGRES_PASSWORD")))).sql("create database " + name).update();
        return commerce.replaceFirst("/[^/]+$", "/" + name);
    }

    /** @param billing where it sends its webhooks */
    static Psp provider(String billing) {
        try {
            Path file = Files.createTempDirectory("psp").resolve("operations.jsonl");
            Psp psp = new Psp(new Psp.Place("127.0.0.1", Ports.free(2_000), file),
                    URI.create(billing + "/webhooks/psp"), SECRET, Behaviour.usual(1));
            psp.start();
            return psp;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Billing's classes and what both services stand on, without commerce. */
    private static String classPath() {
        Path classes = Path.of("..", "billing-service", "target", "classes").toAbsolutePath().normalize();
        if (!Files.isDirectory(classes)) {
            throw new IllegalStateException("build billing-service first: there is no " + classes);
        }
        return classes + File.pathSeparator
                + Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(entry -> !entry.contains("commerce-service"))
                        .collect(Collectors.joining(File.pathSeparator));
    }

    public static int portBelowTheEphemeralOnes() {
        int port;
        do {
            port = Ports.free(2_000);
        } while (port > 30_000);
        return port;
    }
}
