package dev.whiteboard.shortener.key;

import dev.whiteboard.common.secret.SigningSecret;
import java.security.SecureRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sets up the key source. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KeyProperties.class)
class KeyConfiguration {
    @Bean
    ExecutorService keyLeasing() {
        return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("key-lease-", 0).factory());
    }

    @Bean
    KeySource keySource(KeyProperties properties, JdbcClient jdbc, ExecutorService keyLeasing, SigningSecret secret) {
        var blocks = new CounterTable(jdbc, properties.blockSize());
        var counter = new LeasedCounter(blocks::lease, properties.blockSize(), properties.patience(), keyLeasing);
        return switch (properties.strategy()) {
            case PERMUTED -> new PermutedCounter(counter,
                    new KeyPermutation(secret.keyFor("short keys"), Base62.KEYS));
            case COUNTER -> new PlainCounter(counter);
            case HASH -> new HashedUrl(secret.keyFor("short keys by hash"), Base62.KEYS, new SecureRandom()::nextLong);
        };
    }
}
