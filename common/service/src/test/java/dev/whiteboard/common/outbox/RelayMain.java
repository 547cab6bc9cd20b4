package dev.whiteboard.common.outbox;

import dev.whiteboard.common.database.Db;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** A relay in a process of its own, to be killed. */
class RelayMain {
    public static void main(String[] arguments) throws InterruptedException {
        var env = System.getenv();
        Db db = Db.of(env.get("POSTGRES_URL"), env.get("POSTGRES_USER"), env.get("POSTGRES_PASSWORD"));
        Relays.relay(db, env.get("KAFKA_BOOTSTRAP"), env.get("KAFKA_TOPIC_PREFIX"), 40, new SimpleMeterRegistry())
                .start();
        System.out.println("relaying");
        Thread.currentThread().join();
    }
}
