package dev.whiteboard.common.inbox;

import java.time.Duration;
import java.util.List;

import dev.whiteboard.common.crash.CrashPoint;
import dev.whiteboard.common.database.Db;
import dev.whiteboard.common.telemetry.Consumption;

/** A consumer that does the work, then commits its offsets, and relies on nothing happening in between. */
class NaiveConsumerMain {
    public static void main(String[] arguments) {
        var env = System.getenv();
        Db db = Db.of(env.get("POSTGRES_URL"), env.get("POSTGRES_USER"), env.get("POSTGRES_PASSWORD"));
        var subscription = new Subscription<>(new Ledger(db, arguments[0], arguments[1]), Consumption.unrecorded());
        String prefix = env.get("KAFKA_TOPIC_PREFIX");
        try (var consumer = Inboxes.factory(env.get("KAFKA_BOOTSTRAP")).createConsumer(prefix + arguments[0],
                "naive")) {
            consumer.subscribe(List.of(prefix + arguments[1]));
            System.out.println("consuming");
            while (true) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    db.transactions().executeWithoutResult(_ -> subscription.handle(List.of(Delivery.of(record))));
                    CrashPoint.reached("inbox.committed");
                }
                consumer.commitSync();
            }
        }
    }
}
