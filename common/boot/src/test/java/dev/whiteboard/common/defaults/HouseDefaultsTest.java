package dev.whiteboard.common.defaults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class HouseDefaultsTest {
    private static StandardEnvironment environment(Map<String, Object> settings) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addLast(new MapPropertySource("application", settings));
        new HouseDefaults().postProcessEnvironment(environment, new SpringApplication());
        return environment;
    }

    @Test
    void managementIsTwoThousandPortsAboveUnlessSomebodySaysOtherwise() {
        assertThat(environment(Map.of("SERVER_PORT", "8101")).getProperty("management.server.port")).isEqualTo("10101");
        assertThat(environment(Map.of("server.port", "0")).getProperty("management.server.port")).isEqualTo("0");
        assertThat(environment(Map.of("server.port", "1", "management.server.port", "7"))
                .getProperty("management.server.port")).isEqualTo("7");
    }

    @Test
    void whateverTheApplicationSaysWins() {
        assertThat(environment(Map.of()).getProperty("spring.threads.virtual.enabled")).isEqualTo("true");
        assertThat(environment(Map.of("spring.threads.virtual.enabled", "false"))
                .getProperty("spring.threads.virtual.enabled")).isEqualTo("false");
    }

    @Test
    void logsAreJsonOnRequest() {
        assertThat(environment(Map.of()).getProperty("logging.structured.format.console")).isNull();
        assertThat(environment(Map.of("LOG_FORMAT", "json")).getProperty("logging.structured.format.console"))
                .isEqualTo("ecs");
    }

    @Test
    void spansAreRecordedOnlyWhereSomebodyCollectsThem() {
        String endpoint = "management.opentelemetry.tracing.export.otlp.endpoint";
        String probability = "management.tracing.sampling.probability";

        assertThat(environment(Map.of()).getProperty(endpoint)).isNull();
        assertThat(environment(Map.of()).getProperty(probability)).isEqualTo("0.0");
        var collected = environment(Map.of("OTLP_ENDPOINT", "http://collector:4318/v1/traces"));
        assertThat(collected.getProperty(endpoint)).isEqualTo("http://collector:4318/v1/traces");
        assertThat(collected.getProperty(probability)).isEqualTo("0.1");
        assertThat(environment(Map.of("OTLP_ENDPOINT", "http://collector:4318/v1/traces", "TRACE_SAMPLING", "1.0"))
                .getProperty(probability)).isEqualTo("1.0");
    }

    @Test
    void eachProcessWritesAFileOfItsOwnForACollector() {
        assertThat(environment(Map.of()).getProperty("logging.file.name")).isNull();
        var collected = environment(
                Map.of("LOG_FOLDER", "/logs", "spring.application.name", "chat-service", "HOSTNAME", "7d0c"));
        assertThat(collected.getProperty("logging.file.name")).isEqualTo("/logs/chat-service-7d0c.json");
        assertThat(collected.getProperty("logging.structured.format.file")).isEqualTo("ecs");
    }
}
