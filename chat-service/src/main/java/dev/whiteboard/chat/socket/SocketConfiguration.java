package dev.whiteboard.chat.socket;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the sockets. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SocketProperties.class)
class SocketConfiguration {
    /** The house's rule: a second listener is a thousand ports above the first. */
    private static final int SECOND_LISTENER = 1_000;

    @Bean
    SocketListener socketListener(@Value("${server.port}") int httpPort, Switchboard switchboard,
            Synchronisation synchronisation, SocketProperties properties, MeterRegistry meters) {
        var listener = new SocketListener(httpPort == 0 ? 0 : httpPort + SECOND_LISTENER, switchboard,
                synchronisation, properties);
        Gauge.builder("whiteboard.chat.connections", listener, SocketListener::connections).register(meters);
        Gauge.builder("whiteboard.chat.cut.offs", listener.cutOffs(), LongAdder::sum).register(meters);
        return listener;
    }
}
