package dev.whiteboard.commerce.benchmark;

import dev.whiteboard.commerce.BillingProcess;
import dev.whiteboard.commerce.Commerce;
import dev.whiteboard.commerce.CommerceApplication;
import dev.whiteboard.common.id.PublicId;
import dev.whiteboard.local.servers.KafkaServer;
import dev.whiteboard.local.servers.Place;
import dev.whiteboard.local.servers.Ports;
import dev.whiteboard.local.servers.PostgresServer;
import dev.whiteboard.testkit.ForkedJvm;
import dev.whiteboard.testkit.TestTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Commerce beside pgbench, in one run on one machine and one Postgres with fsync on: checkouts of one hot product over
 * HTTP beside the bare conditional UPDATE, and whole orders, paid by the real billing and provider, beside as many commits.
 * testing/load/commerce starts it.
 *
 * <p>
 * Arguments: rounds, seconds a turn, and which parts to run (both if none).
 */
public final class CommerceBenchmark {
    /** Rounds that do not count: so many checkouts a compiler needs. */
    private static final int WARM_UPS = 4;
    private static final int CLIENTS = 32;
    private static final int BUYERS = 12_000;
    private static final int SHOPPERS = 24;
    private static final int PRODUCTS = 10_000;
    private static final Duration START = Duration.ofSeconds(120);
    private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+)");
    private static final Pattern ORDER = Pattern.compile("ord_[0-9a-z]{13}");

    private final int rounds;
    private final int seconds;
    private final PostgresServer postgres = PostgresServer.at(Place.temporary(), Ports.free(), true);
    private final KafkaServer kafka = KafkaServer.at(Place.temporary(), Ports.free(), Ports.free());
    private final Map<String, String> names = new HashMap<>();
    private final JdbcClient jdbc;
    private final List<String> tokens;
    private final int port = BillingProcess.portBelowTheEphemeralOnes();

    private CommerceBenchmark(String[] arguments) {
        rounds = Integer.parseInt(arguments[0]);
        seconds = Integer.parseInt(arguments[1]);
        postgres.start();
        kafka.start();
        names.putAll(Map.of("POSTGRES_URL", postgres.url("postgres"), "POSTGRES_USER", PostgresServer.SUPERUSER,
                "POSTGRES_PASSWORD", "", "KAFKA_BOOTSTRAP", kafka.bootstrap(), "KAFKA_TOPIC_PREFIX", "",
                "SIGNING_SECRET", Base64.getEncoder().encodeToString(new byte[32]), "IDENTITY_URL",
                TestTokens.instance().identityUrl()));
        jdbc = JdbcClient
                .create(new DriverManagerDataSource(postgres.url("postgres"), PostgresServer.SUPERUSER, ""));
        tokens = IntStream.range(0, BUYERS).parallel()
                .mapToObj(buyer -> TestTokens.instance().token("usr_" + buyer, "user")).toList();
    }

    public static void main(String[] arguments) {
        var benchmark = new CommerceBenchmark(arguments);
        List<String> parts = arguments.length > 2
                ? Arrays.asList(arguments).subList(2, arguments.length)
                : List.of("hot", "orders");
        int status = 1;
        try {
            benchmark.run(parts);
            status = 0;
        } catch (Exception | AssertionError e) {
            e.printStackTrace();
        } finally {
            benchmark.kafka.close();
            benchmark.postgres.close();
        }
        System.exit(status);
    }

    private void run(List<String> parts) throws Exception {
        try (ForkedJvm _ = service()) {
            products();
            if (parts.contains("hot")) {
                hot();
                forget();
            }
            if (parts.contains("orders")) {
                try (BillingProcess billing = BillingProcess.start(names, TestTokens.instance())) {
                    orders(billing);
                }
            }
        }
    }

    private ForkedJvm service() {
        return ForkedJvm.of(CommerceApplication.class).environment(names)
                .environment("SERVER_PORT", Integer.toString(port)).environment("SERVER_ADDRESS", "127.0.0.1")
                .option("-XX:TieredStopAtLevel=4").option("-XX:+UseCompactObjectHeaders").option("-Xmx512m").start()
                .awaitOk("http://127.0.0.1:" + (port + 2_000) + "/readyz", START);
    }

    private void hot() throws Exception {
        List<Double> ours = new ArrayList<>();
        List<Double> bare = new ArrayList<>();
        for (int round = 1 - WARM_UPS; round <= rounds; round++) {
            double floor = pgbench(
                    "UPDATE bare SET available = available - 1 WHERE product_id = 1 AND available >= 1;\n");
            fillCarts();
            double rate = checkouts();
            if (round > 0) {
                bare.add(floor);
                ours.add(rate);
            }
        }
        row("checkouts of one product over HTTP, 32 clients", ours);
        row("pgbench, the bare conditional UPDATE, 32 clients", bare);
        System.out.printf(Locale.ROOT, "| ratio | %.2f |%n", median(ours) / median(bare));
    }

    /** Nobody is to be charged for what was only measured. */
    private void forget() {
        jdbc.sql("update orders set status = 'failed', payment = 'declined', due_at = null where due_at is not null")
                .update();
        jdbc.sql("delete from outbox").update();
        jdbc.sql("delete from cart_line").update();
    }

    /** Everybody buys the one thing in their cart, once. */
    private double checkouts() throws Exception {
        AtomicInteger next = new AtomicInteger();
        AtomicInteger sold = new AtomicInteger();
        long begun = System.nanoTime();
        long end = begun + Duration.ofSeconds(seconds).toNanos();
        everybody(wire -> {
            for (int buyer = next.getAndIncrement(); buyer < BUYERS && System.nanoTime() < end; buyer = next
                    .getAndIncrement()) {
                expect(201, wire.send("POST", "/api/v1/orders/checkout", tokens.get(buyer),
                        Commerce.checkoutBody("tok_visa")));
                sold.incrementAndGet();
            }
        });
        return sold.get() / ((System.nanoTime() - begun) / 1e9);
    }

    private void orders(BillingProcess billing) throws Exception {
        List<Double> ours = new ArrayList<>();
        List<Double> commits = new ArrayList<>();
        List<Double> perOrder = new ArrayList<>();
        List<Double> p95 = new ArrayList<>();
        for (int round = 1 - WARM_UPS; round <= rounds; round++) {
            double floor = pgbench("\\set product random(1, " + PRODUCTS
                    + ")\nUPDATE bare SET available = available - 1 WHERE product_id = :product AND available >= 1;\n");
            long before = commits();
            List<Long> nanos = new ArrayList<>();
            double rate = wholeOrders(nanos);
            quiet();
            nanos.sort(null);
            if (round > 0) {
                commits.add(floor);
                ours.add(rate);
                perOrder.add((double) (commits() - before) / nanos.size());
                p95.add(nanos.get((int) (0.95 * (nanos.size() - 1))) / 1e6);
            }
        }
        row("orders from the cart to paid, 24 buyers, a second", ours);
        row("… from the checkout to paid, p95, ms", p95);
        row("… commits of both services, an order", perOrder);
        row("pgbench, conditional UPDATE of 10,000 products, commits a second", commits);
        System.out.printf(Locale.ROOT, "| orders ÷ (pgbench's commits ÷ commits an order) | %.2f |%n",
                median(ours) / (median(commits) / median(perOrder)));
        if (!billing.isBalanced()) {
            throw new IllegalStateException("the ledger does not balance");
        }
    }

    /** Some buyers put something into their cart, order it, and look until it is paid. */
    private double wholeOrders(List<Long> nanos) throws Exception {
        var all = new ConcurrentLinkedQueue<Long>();
        AtomicInteger buyers = new AtomicInteger();
        long begun = System.nanoTime();
        long end = begun + Duration.ofSeconds(seconds).toNanos();
        everybody(wire -> {
            int buyer = buyers.getAndIncrement();
            if (buyer >= SHOPPERS) {
                return;
            }
            String token = tokens.get(buyer);
            jdbc.sql("delete from cart_line where cart_id = ?").param(1_000 + buyer).update();
            while (System.nanoTime() < end) {
                String item = "{\"product_id\":\"%s\",\"quantity\":1}"
                        .formatted(PublicId.format("prod", 1 + (long) (Math.random() * PRODUCTS)));
                expect(201, wire.send("POST", "/api/v1/cart/items", token, item));
                long ordered = System.nanoTime();
                String order = expect(201, wire.send("POST", "/api/v1/orders/checkout", token,
                        Commerce.checkoutBody("tok_visa")));
                Matcher id = ORDER.matcher(order);
                if (!id.find()) {
                    throw new IllegalStateException(order);
                }
                while (!expect(200, wire.send("GET", "/api/v1/orders/" + id.group(), token, null))
                        .contains("\"status\":\"paid\"")) {
                    LockSupport.parkNanos(100_000_000);
                }
                all.add(System.nanoTime() - ordered);
            }
        });
        nanos.addAll(all);
        return all.size() / ((System.nanoTime() - begun) / 1e9);
    }

    private interface Client {
        void work(Wire wire) throws Exception;
    }

    private void everybody(Client client) throws Exception {
        try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                all.add(threads.submit(() -> {
                    try (Wire wire = new Wire(port)) {
                        client.work(wire);
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
    }

    private static String expect(int status, Wire.Answer answer) {
        if (answer.status() != status) {
            throw new IllegalStateException(answer.toString());
        }
        return answer.body();
    }

    private void products() {
        jdbc.sql("""
                insert into product (id, seller_id, title, category, price_minor, currency)
                select n, 'usr_seller', 'Thing ' || n, 'home', 1000, 'USD' from generate_series(1, :n) n""")
                .param("n", PRODUCTS).update();
        jdbc.sql("insert into stock (product_id, received, available) select id, 900000000, 900000000 from product")
                .update();
        jdbc.sql("""
                create table bare (product_id bigint primary key, available bigint not null check (available >= 0))
                with (fillfactor = 50)""").update();
        jdbc.sql("insert into bare select product_id, available from stock").update();
        jdbc.sql("insert into cart (id, user_id) select 1000 + n, 'usr_' || n from generate_series(0, :last) n")
                .param("last", BUYERS - 1).update();
    }

    private void fillCarts() {
        jdbc.sql("""
                insert into cart_line (cart_id, product_id, quantity)
                select 1000 + n, 1, 1 from generate_series(0, :last) n on conflict do nothing""")
                .param("last", BUYERS - 1).update();
        jdbc.sql("vacuum analyze cart_line").update();
    }

    /** Commits per second of so many clients of pgbench who run that script. */
    private double pgbench(String script) throws IOException, InterruptedException {
        Path file = Files.writeString(Files.createTempFile("bare", ".sql"), script);
        String port = postgres.url("postgres").replaceAll(".*:(\\d+)/.*", "$1");
        Process process = new ProcessBuilder("pgbench", "-n", "-M", "prepared", "-c", Integer.toString(CLIENTS), "-j",
                "2", "-T", Integer.toString(seconds), "-f", file.toString(), "-h", "127.0.0.1", "-p", port, "-U",
                PostgresServer.SUPERUSER, "postgres").redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        Matcher tps = TPS.matcher(output);
        if (process.waitFor() != 0 || !tps.find()) {
            throw new IllegalStateException(output);
        }
        return Double.parseDouble(tps.group(1));
    }

    private long commits() {
        return jdbc.sql("select sum(xact_commit) from pg_stat_database where datname like 'postgres%'")
                .query(Long.class).single();
    }

    /** Billing owes no order anything and nothing waits to be sent. */
    private void quiet() {
        while (jdbc.sql("select (select count(*) from orders where due_at is not null) + (select count(*) from outbox)")
                .query(Long.class).single() > 0) {
            LockSupport.parkNanos(50_000_000);
        }
    }

    private static void row(String what, List<Double> values) {
        System.out.printf(Locale.ROOT, "| %s | %.1f (%.1f-%.1f) |%n", what, median(values),
                values.stream().mapToDouble(each -> each).min().orElse(0),
                values.stream().mapToDouble(each -> each).max().orElse(0));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(0.0);
    }
}
