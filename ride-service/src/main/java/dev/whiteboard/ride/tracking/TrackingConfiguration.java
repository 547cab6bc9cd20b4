package dev.whiteboard.ride.tracking;

import dev.whiteboard.common.database.Chore;
import dev.whiteboard.common.web.socket.TokenSockets;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;

/** Opens the socket. */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class TrackingConfiguration {
    private static final Duration FORGET_EVERY = Duration.ofSeconds(30);
    private static final Duration KEPT = Duration.ofDays(2);
    private static final int MOST = 10_000;

    @Bean
    WebSocketConfigurer rideSockets(TokenSockets sockets, RideSocket rides) {
        return sockets.at("/ws/rides", rides);
    }

    @Bean
    Chore forgetNews(NewsStore store) {
        return new Chore("forget-news", FORGET_EVERY, () -> store.forget(KEPT, MOST));
    }
}
