package dev.whiteboard.gateway.edge;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.whiteboard.gateway.telemetry.Traffic;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/** Fits the HTTP server with the guard. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EdgeProperties.class)
class EdgeServer {
    /** Puts the guard behind the decoder of every connection. */
    @Bean
    NettyServerCustomizer requestGuard(Traffic traffic) {
        return server -> guarded(server, traffic);
    }

    /** Whether a call may be sent again is for {@code resilience} to say, not for the client. */
    @Bean
    HttpClientCustomizer clientWithoutRetries() {
        return client -> client.disableRetry(true);
    }

    static HttpServer guarded(HttpServer server, Traffic traffic) {
        return server.doOnChannelInit((observer, channel, address) -> channel.pipeline()
                .addAfter(NettyPipeline.HttpCodec, "request-guard", new RequestGuard(traffic)));
    }
}
