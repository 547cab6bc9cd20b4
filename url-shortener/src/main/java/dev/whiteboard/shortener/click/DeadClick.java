package dev.whiteboard.shortener.click;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.whiteboard.common.json.Json;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/**
 * A record that cannot be read, as it came.
 *
 * @param key its key; its place if it has none
 * @param place topic, partition and offset
 * @param payload its value; empty if it has none
 * @param error why it cannot be read
 */
record DeadClick(String key, String place, Map<String, String> headers, byte[] payload, String error) {
    /** Headers of the house's dead letters: who gave it up, why, and which headers it had. */
    static final String CONSUMER = "wb_consumer";
    static final String ERROR = "wb_error";
    static final String ORIGINAL = "wb_original";
    private static final int LONGEST = 1_000;

    /** What the consumer found. */
    static DeadClick of(ConsumerRecord<byte[], byte[]> message, String error) {
        return of(message, headers(message.headers()), error);
    }

    /** What lies among the dead letters. */
    static DeadClick ofLetter(ConsumerRecord<byte[], byte[]> letter) {
        Map<String, String> written = headers(letter.headers());
        Map<String, String> original = Json.tolerant().readValue(written.getOrDefault(ORIGINAL, "{}"),
                new TypeReference<Map<String, String>>() {
                });
        return of(letter, original, written.getOrDefault(ERROR, ""));
    }

    private static DeadClick of(ConsumerRecord<byte[], byte[]> message, Map<String, String> headers, String error) {
        String place = message.topic() + "/" + message.partition() + "/" + message.offset();
        return new DeadClick(message.key() == null ? place : text(message.key()), place, headers,
                message.value() == null ? new byte[0] : message.value(), "").because(error);
    }

    DeadClick because(String why) {
        String text = text(why.getBytes(UTF_8));
        return new DeadClick(key, place, headers, payload, text.substring(0, Math.min(LONGEST, text.length())));
    }

    private static Map<String, String> headers(Headers sent) {
        Map<String, String> headers = new TreeMap<>();
        for (Header header : sent) {
            headers.put(text(header.key().getBytes(UTF_8)), text(header.value()));
        }
        return headers;
    }

    /** As Postgres can keep it on the way. */
    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, UTF_8).replace('\0', '\uFFFD');
    }
}
