package dev.whiteboard.storage.sync;

import dev.whiteboard.common.database.Chore;
import dev.whiteboard.common.web.socket.TokenSockets;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;

/** Wires the ways in which devices hear of changes. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@EnableWebSocket
class SyncConfiguration {
    private static final int USERS_PER_ROUND = 100;

    @Bean
    Herald herald(@Value("${REDIS_URL}") String url, Wakeups wakeups) {
        return new Herald(url, user -> wakeups.wake(List.of(user)));
    }

    @Bean
    WebSocketConfigurer syncSockets(TokenSockets sockets, Wakeups wakeups) {
        return sockets.at("/ws/sync", new SyncSocket(wakeups));
    }

    @Bean
    Chore feedForgetting(FeedReader reader, @Value("${whiteboard.sync.remember}") Duration remember) {
        return new Chore("feed-forget", Duration.ofMinutes(1), () -> reader.forget(remember, USERS_PER_ROUND));
    }
}
