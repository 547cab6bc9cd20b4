package dev.whiteboard.common.event;

/**
 * From the plain names that code uses to the names that Kafka knows.
 *
 * @param prefix set where several platforms share a broker, as tests do; usually empty
 */
public record TopicNames(String prefix) {
    private static final String DEAD_LETTERS = ".dlt";

    /** The name of {@code topic}, or of a consumer group, on the broker. */
    public String onBroker(String topic) {
        return prefix + topic;
    }

    /** The plain name of what was given up of {@code topic}. */
    public static String deadLetters(String topic) {
        return topic + DEAD_LETTERS;
    }
}
