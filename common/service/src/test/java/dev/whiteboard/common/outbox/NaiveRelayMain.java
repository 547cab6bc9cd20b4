package dev.whiteboard.common.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import dev.whiteboard.common.crash.CrashPoint;
import dev.whiteboard.common.database.Db;

/** A relay that takes events out of the table before it sends them. */
class NaiveRelayMain {
    record Row(
            String topic,
            String key,
            byte[] payload) {}

    public static void main(String[] arguments) throws Exception {
        var env = System.getenv();
        Db db = Db.of(env.get("POSTGRES_URL"), env.get("POSTGRES_USER"), env.get("POSTGRES_PASSWORD"));
        Map<String, Object> config = Map.of("bootstrap.servers", env.get("KAFKA_BOOTSTRAP"), "acks", "all");
        try (var producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            System.out.println("relaying");
            while (true) {
                List<Row> rows = db.jdbc()
                        .sql("DELETE FROM outbox WHERE (shard, id) IN (SELECT shard, id FROM outbox ORDER BY id LIMIT 40) RETURNING topic, key, payload")
                        .query(Row.class)
                        .list();
                CrashPoint.reached("outbox.sent");
                for (Row row : rows) {
                    producer.send(
                            new ProducerRecord<>(env.get("KAFKA_TOPIC_PREFIX") + row.topic(), row.key().getBytes(UTF_8),
                                    row.payload()));
                }
                producer.flush();
            }
        }
    }
}
