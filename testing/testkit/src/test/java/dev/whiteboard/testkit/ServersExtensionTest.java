package dev.whiteboard.testkit;

import static dev.whiteboard.testkit.ServerKind.ELASTICSEARCH;
import static dev.whiteboard.testkit.ServerKind.KAFKA;
import static dev.whiteboard.testkit.ServerKind.POSTGRES;
import static dev.whiteboard.testkit.ServerKind.REDIS;
import static dev.whiteboard.testkit.ServerKind.S3;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import javax.sql.DataSource;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@Servers({POSTGRES, REDIS, KAFKA, S3, ELASTICSEARCH})
class ServersExtensionTest {

    @Test
    void hands_out_a_database(DataSource dataSource) throws Exception {
        try (Connection connection = dataSource.getConnection()) {
            assertThat(connection.getMetaData().getDatabaseProductVersion()).startsWith("18.");
        }
    }

    @Test
    void moves_the_clock_of_the_database(DatabaseClock clock) {
        clock.reset();
        clock.advance(Duration.ofDays(40));
        assertThat(clock.now()).isAfter(Instant.now().plus(Duration.ofDays(39)));
        clock.advance(Duration.ofDays(-80));
        assertThat(clock.now()).isBefore(Instant.now().minus(Duration.ofDays(39)));
        clock.stopAt(Instant.parse("2030-01-01T00:00:00Z"));
        assertThat(clock.now()).isEqualTo(Instant.parse("2030-01-01T00:00:00Z"));
        clock.reset();
        assertThat(Duration.between(clock.now(), Instant.now()).abs()).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void names_a_store_of_objects(S3 s3, TestEnvironment environment) {
        assertThat(s3.server().isReady()).isTrue();
        assertThat(environment.names()).containsEntry("S3_ENDPOINT", s3.endpoint())
                .containsEntry("S3_BUCKET_PREFIX", s3.bucketPrefix())
                .containsKeys("S3_PUBLIC_ENDPOINT", "S3_ACCESS_KEY", "S3_SECRET_KEY");
    }

    @Test
    void names_a_search_engine(Elasticsearch elasticsearch, TestEnvironment environment) {
        assertThat(elasticsearch.server().isReady()).isTrue();
        assertThat(environment.names()).containsEntry("ELASTICSEARCH_URL", elasticsearch.url())
                .containsEntry("ELASTICSEARCH_INDEX_PREFIX", elasticsearch.indexPrefix());
    }

    @Test
    void carries_records(Kafka kafka) {
        kafka.createTopic("greetings.v1", 2);
        kafka.send("greetings.v1", "key", "hello".getBytes(), Map.of("ce_id", "1"));
        assertThat(kafka.read("greetings.v1", 1, Duration.ofSeconds(10)).getFirst().value()).asString()
                .isEqualTo("hello");
        assertThat(kafka.topics()).containsExactly("greetings.v1");
    }

    @Test
    void what_a_class_broke_is_mended_for_the_next(TestEnvironment environment) {
        environment.redis().server().suspend();
        environment.mend();
        assertThat(environment.redis().server().isReady()).isTrue();
        environment.redis().server().kill();
        environment.mend();
        assertThat(environment.redis().server().isReady()).isTrue();
    }

    @Nested
    class InANestedClass {

        @Test
        void the_servers_are_the_same(TestEnvironment environment) {
            assertThat(environment).isSameAs(TestEnvironment.of(ServersExtensionTest.class).orElseThrow());
        }
    }

    @Test
    void other_classes_have_their_own(TestEnvironment environment) {
        var other = TestEnvironment.of(Other.class).orElseThrow();
        assertThat(other.postgres().url()).isNotEqualTo(environment.postgres().url());
        assertThat(other.redis().url()).isNotEqualTo(environment.redis().url());
        assertThat(other.kafka().topicPrefix()).isNotEqualTo(environment.kafka().topicPrefix());
    }

    @Servers({POSTGRES, REDIS, KAFKA})
    static class Other {}
}
