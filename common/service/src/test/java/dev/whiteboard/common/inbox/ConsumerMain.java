package dev.whiteboard.common.inbox;

import dev.whiteboard.common.database.Db;

/** A consumer in a process of its own, to be killed. Arguments: consumer, topic. */
class ConsumerMain {
    public static void main(String[] arguments) throws InterruptedException {
        var env = System.getenv();
        Db db = Db.of(env.get("POSTGRES_URL"), env.get("POSTGRES_USER"), env.get("POSTGRES_PASSWORD"));
        new Inboxes(db, env.get("KAFKA_BOOTSTRAP"), env.get("KAFKA_TOPIC_PREFIX"),
                new Ledger(db, arguments[0], arguments[1])).consumers.start();
        System.out.println("consuming");
        Thread.currentThread().join();
    }
}
