package dev.whiteboard.common.event;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Creates the service's topics in the background, as often as it takes: a service starts and answers while Kafka is
 * down, and its topics appear when Kafka does. A topic that exists is left as it is.
 */
final class TopicDeclarations implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(TopicDeclarations.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int TIMEOUT_MILLIS = 5_000;

    private final Map<String, Object> connection;
    private final List<NewTopic> topics;
    private volatile Thread thread = Thread.currentThread();
    private volatile boolean running;

    /** Declares {@code topics}, whose names are the broker's names. */
    TopicDeclarations(Map<String, Object> connection, List<NewTopic> topics) {
        this.connection = connection;
        this.topics = topics;
    }

    @Override
    public void start() {
        running = true;
        if (!topics.isEmpty()) {
            thread = Thread.ofVirtual().name("topic-declarations").start(this::declareUntilDone);
        }
    }

    @Override
    public void stop() {
        running = false;
        if (thread.isVirtual()) {
            thread.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the consumers, which otherwise subscribe to topics that are not there yet and look again minutes later. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void declareUntilDone() {
        connection.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        connection.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        connection.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        try (Admin admin = Admin.create(connection)) {
            while (running && !declared(admin)) {
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean declared(Admin admin) throws InterruptedException {
        boolean all = true;
        for (Map.Entry<String, KafkaFuture<Void>> topic : admin.createTopics(topics).values().entrySet()) {
            all &= declared(topic.getKey(), topic.getValue());
        }
        return all;
    }

    private static boolean declared(String topic, KafkaFuture<Void> creation) throws InterruptedException {
        try {
            creation.get(2L * TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
            log.info("Topic {} was created", topic);
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return true;
            }
            log.warn("Topic {} could not be created and is tried again: {}", topic, e.getMessage());
            return false;
        } catch (TimeoutException _) {
            log.warn("Topic {} could not be created and is tried again: Kafka does not answer", topic);
            return false;
        }
    }
}
