package dev.whiteboard.video.watch;

import dev.whiteboard.common.database.Chore;
import java.time.Duration;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.transaction.support.TransactionOperations;

/** Wires views. */
@Configuration(proxyBeanMethods = false)
class WatchConfiguration {
    private static final int PARTITIONS = 12;
    private static final Duration FORGET_EVERY = Duration.ofMinutes(1);

    @Bean
    NewTopic viewsTopic(WatchProperties properties) {
        return TopicBuilder.name(ViewEvent.TOPIC).partitions(PARTITIONS)
                .config(TopicConfig.RETENTION_MS_CONFIG, Long.toString(properties.remembered().toMillis())).build();
    }

    @Bean
    Chore viewFolding(ViewStore store, WatchProperties properties, TransactionOperations transactions) {
        return new Chore("view-folding", properties.foldEvery(),
                () -> transactions.executeWithoutResult(_ -> store.fold()));
    }

    @Bean
    Chore viewForgetting(ViewStore store, WatchProperties properties) {
        return new Chore("view-forgetting", FORGET_EVERY, () -> store.forget(properties.remembered()));
    }
}
