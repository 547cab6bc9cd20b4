package dev.whiteboard.commerce;

import dev.whiteboard.common.crash.CrashPoint;
import dev.whiteboard.testkit.Http;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** How somebody sells who has not thought of what can happen in between: without an outbox, and silence means no. */
record NaiveShop(JdbcClient jdbc, String psp, Duration patience) {
    private static final int MOST_ATTEMPTS = 20;

    /** Sells one thing, in that manner, under that name. */
    public static void main(String[] arguments) {
        Map<String, String> env = System.getenv();
        var database = new DriverManagerDataSource(env.get("POSTGRES_URL"), env.get("POSTGRES_USER"),
                env.get("POSTGRES_PASSWORD"));
        new NaiveShop(JdbcClient.create(database), env.get("PSP_URL"), Duration.ofSeconds(30)).sell(arguments[0],
                arguments[1]);
    }

    /** Its tables, where those of the service do not notice them. */
    NaiveShop opened() {
        jdbc.sql("create schema if not exists naive").update();
        jdbc.sql("drop table if exists naive.orders").update();
        jdbc.sql("create table naive.orders (id text primary key, status text not null)").update();
        return this;
    }

    void sell(String manner, String order) {
        if (manner.equals("charging first")) {
            String status = charge(order, "tok_visa");
            CrashPoint.reached("shop.between");
            write(order, status);
        } else {
            write(order, "pending asked");
            CrashPoint.reached("shop.between");
            write(order, charge(order, "tok_visa"));
        }
    }

    /** Holds the amount, which costs nobody anything, until that is answered; then takes it. */
    String charge(String order, String source) {
        String held = "";
        for (int attempt = 0; held.isEmpty() && attempt < MOST_ATTEMPTS; attempt++) {
            held = perform(order, "\"type\":\"authorise\",\"source\":\"" + source + "\"", order);
        }
        String taken = perform(order, "\"type\":\"capture\",\"authorization\":\"" + held + "\"",
                UUID.randomUUID().toString());
        return taken.isEmpty() ? "failed declined" : "paid captured";
    }

    List<String> orders() {
        return jdbc.sql("select status from naive.orders").query(String.class).list();
    }

    long charges() {
        return Http.get(psp + "/report", null).json().get("charges").asLong();
    }

    private void write(String order, String status) {
        jdbc.sql("insert into naive.orders values (?, ?) on conflict (id) do update set status = excluded.status")
                .params(order, status).update();
    }

    /** The provider's name for what it did; empty if it did not say so in time. */
    private String perform(String order, String what, String key) {
        String json = "{%s,\"amount\":1000,\"currency\":\"USD\",\"reference\":\"%s\"}".formatted(what, order);
        try {
            return Http.send(Http.request(psp + "/v1/operations", null).timeout(patience)
                    .header("Idempotency-Key", key).POST(BodyPublishers.ofString(json))).text("id");
        } catch (UncheckedIOException noAnswer) {
            return "";
        }
    }
}
