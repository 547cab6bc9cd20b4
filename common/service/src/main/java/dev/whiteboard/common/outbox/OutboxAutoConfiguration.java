package dev.whiteboard.common.outbox;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.whiteboard.common.event.EventAutoConfiguration;
import dev.whiteboard.common.event.TraceContext;
import tools.jackson.databind.json.JsonMapper;

/** The outbox of a service. */
@AutoConfiguration(after = EventAutoConfiguration.class)
public class OutboxAutoConfiguration {

    @Bean
    RelaySignal relaySignal() {
        return new RelaySignal();
    }

    @Bean
    Outbox outbox(JdbcClient jdbc, JsonMapper json, TraceContext trace, RelaySignal signal) {
        return new OutboxTable(jdbc, json, trace, signal);
    }
}
