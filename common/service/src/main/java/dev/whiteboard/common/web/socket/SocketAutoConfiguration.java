package dev.whiteboard.common.web.socket;

import dev.whiteboard.common.security.AccessTokens;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;

/** For the services that have {@code spring-boot-starter-websocket}. */
@AutoConfiguration
@ConditionalOnClass(WebSocketConfigurer.class)
class SocketAutoConfiguration {
    @Bean
    TokenSockets tokenSockets(AccessTokens tokens) {
        return new TokenSockets(tokens, Clock.systemUTC());
    }
}
