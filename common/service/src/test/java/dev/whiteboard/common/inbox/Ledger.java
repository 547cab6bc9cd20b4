package dev.whiteboard.common.inbox;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.whiteboard.common.database.Db;

/** Writes one row per event that it handles, and nothing stops it from writing two: that is what the inbox is for. */
final class Ledger implements EventHandler<Ledger.Entry> {
    static final String TABLE = """
            CREATE TABLE IF NOT EXISTS ledger (id bigserial PRIMARY KEY, consumer text, key text, number int)
            """;

    /** Keys whose events fail while they are in here. */
    final Set<String> poisoned = ConcurrentHashMap.newKeySet();

    private final Db db;
    private final String consumer;
    private final String topic;

    Ledger(Db db, String consumer, String topic) {
        this.db = db;
        this.consumer = consumer;
        this.topic = topic;
    }

    record Entry(int number) {}

    @Override
    public String consumer() {
        return consumer;
    }

    @Override
    public String topic() {
        return topic;
    }

    @Override
    public Class<Entry> payload() {
        return Entry.class;
    }

    @Override
    public void handle(Event<Entry> event) {
        db.jdbc()
                .sql("INSERT INTO ledger (consumer, key, number) VALUES (?, ?, ?)")
                .params(consumer, event.key(), event.payload().number())
                .update();
        if (poisoned.contains(event.key()) || isPoison(event)) {
            throw new IllegalStateException("cannot handle " + event.key());
        }
    }

    /** A key that fails as long as the database says so, for processes of their own. */
    private boolean isPoison(Event<Entry> event) {
        return event.key().startsWith("poison") && db.count("poison WHERE key = '" + event.key() + "'") > 0;
    }

    static List<Integer> of(Db db, String consumer, String key) {
        return db.jdbc()
                .sql("SELECT number FROM ledger WHERE consumer = ? AND key = ? ORDER BY id")
                .params(consumer, key)
                .query(Integer.class)
                .list();
    }

    static long size(Db db, String consumer) {
        return db.jdbc().sql("SELECT count(*) FROM ledger WHERE consumer = ?").param(consumer).query(Long.class)
                .single();
    }
}
