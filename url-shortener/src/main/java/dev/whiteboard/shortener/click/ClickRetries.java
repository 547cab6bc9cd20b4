package dev.whiteboard.shortener.click;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.RetryListener;

/** Says that clicks wait in Kafka, which otherwise nobody would hear of: they are tried for ever. */
final class ClickRetries implements RetryListener {
    private static final Logger LOG = LoggerFactory.getLogger(ClickRetries.class);

    @Override
    public void failedDelivery(ConsumerRecord<?, ?> message, @Nullable Exception failure, int attempt) {
        LOG.warn("a click waits in Kafka, attempt {}: {}", attempt, cause(failure));
    }

    @Override
    public void failedDelivery(ConsumerRecords<?, ?> messages, @Nullable Exception failure, int attempt) {
        LOG.warn("{} clicks wait in Kafka, attempt {}: {}", messages.count(), attempt, cause(failure));
    }

    private static String cause(@Nullable Throwable failure) {
        Throwable cause = failure;
        while (cause != null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause);
    }
}
