package dev.whiteboard.common.inbox;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.FixedBackOff;

import dev.whiteboard.common.event.TopicNames;

/** The threads behind every {@link EventHandler}: consumers of its topic, and one that tries parked keys again. */
final class InboxConsumers implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(InboxConsumers.class);
    private static final long PAUSE_WHILE_DATABASE_IS_AWAY = 1_000;

    private final List<ConcurrentMessageListenerContainer<byte[], byte[]>> containers;
    private final ParkedRetries retries;
    private final InboxProperties properties;
    private ScheduledExecutorService retrying = Executors.newSingleThreadScheduledExecutor();
    private volatile boolean running;

    InboxConsumers(Collection<Subscription<?>> subscriptions, ConsumerFactory<byte[], byte[]> consumers,
            TopicNames names, Inbox inbox, ParkedRetries retries, InboxProperties properties) {
        this.containers = subscriptions.stream()
                .map(subscription -> container(subscription, consumers, names, inbox))
                .toList();
        this.retries = retries;
        this.properties = properties;
    }

    @Override
    public void start() {
        containers.forEach(ConcurrentMessageListenerContainer::start);
        retrying = Executors
                .newSingleThreadScheduledExecutor(Thread.ofPlatform().name("parked-retries").daemon().factory());
        long pause = properties.retryPoll().toMillis();
        var _ = retrying.scheduleWithFixedDelay(this::retry, pause, pause, TimeUnit.MILLISECONDS);
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        retrying.shutdownNow();
        containers.forEach(ConcurrentMessageListenerContainer::stop);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void retry() {
        try {
            retries.retryDue();
        } catch (RuntimeException e) {
            log.warn("Parked records wait: {}", e.toString());
        }
    }

    /** Offsets are committed when the listener returns; if it throws, the database is away and the poll is tried again. */
    private static ConcurrentMessageListenerContainer<byte[], byte[]> container(Subscription<?> subscription,
            ConsumerFactory<byte[], byte[]> consumers, TopicNames names, Inbox inbox) {
        ContainerProperties properties = new ContainerProperties(names.onBroker(subscription.topic()));
        properties.setGroupId(names.onBroker(subscription.consumer()));
        properties.setAckMode(ContainerProperties.AckMode.BATCH);
        properties.setMessageListener((BatchMessageListener<byte[], byte[]>) records -> inbox.receive(subscription,
                StreamSupport.stream(records.spliterator(), false).map(Delivery::of).toList()));
        var container = new ConcurrentMessageListenerContainer<>(consumers, properties);
        container.setBeanName(subscription.consumer());
        container.setConcurrency(subscription.handler().concurrency());
        container.setCommonErrorHandler(new DefaultErrorHandler(
                new FixedBackOff(PAUSE_WHILE_DATABASE_IS_AWAY, FixedBackOff.UNLIMITED_ATTEMPTS)));
        return container;
    }
}
