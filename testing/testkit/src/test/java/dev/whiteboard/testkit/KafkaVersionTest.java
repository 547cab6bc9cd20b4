package dev.whiteboard.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.Test;

class KafkaVersionTest {

    @Test
    void the_local_broker_is_of_the_version_of_the_clients() throws Exception {
        try (InputStream list = getClass().getResourceAsStream("/local-kafka.classpath")) {
            assertThat(new String(list.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("/kafka_2.13-" + AppInfoParser.getVersion() + ".jar");
        }
    }
}
