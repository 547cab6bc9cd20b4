package dev.whiteboard.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code -Dpostgres}, {@code -Dredis} and {@code -Dkafka} name servers to use instead of our own. */
class OtherServersTest {

    @AfterEach
    void forget() {
        System.clearProperty("postgres");
        System.clearProperty("redis");
        System.clearProperty("kafka");
        System.clearProperty("elasticsearch");
    }

    @Test
    void another_postgres_gets_a_fresh_database_and_is_not_broken() throws Exception {
        String url = SharedServers.postgres().url("postgres");
        System.setProperty("postgres", url + "?user=postgres&password=secret");
        Postgres postgres = Postgres.fresh(9_001);
        assertThat(postgres.url()).isNotEqualTo(url).endsWith("_9001");
        assertThat(postgres.user()).isEqualTo("postgres");
        assertThat(postgres.password()).isEqualTo("secret");
        try (Connection connection = postgres.dataSource().getConnection()) {
            assertThat(connection.isValid(2)).isTrue();
        }
        assertThatThrownBy(postgres::server).hasMessageContaining("not ours to break");
    }

    @Test
    void other_servers_are_used_as_named() {
        System.setProperty("redis", "redis://elsewhere:6379");
        System.setProperty("kafka", "elsewhere:9092");
        System.setProperty("elasticsearch", "http://elsewhere:9200");
        assertThat(Elasticsearch.fresh(1).url()).isEqualTo("http://elsewhere:9200");
        assertThatThrownBy(() -> Elasticsearch.fresh(1).server()).hasMessageContaining("not ours to break");
        assertThat(Redis.fresh(1).url()).isEqualTo("redis://elsewhere:6379");
        assertThat(Kafka.fresh(1).bootstrap()).isEqualTo("elsewhere:9092");
        assertThatThrownBy(() -> Redis.fresh(1).server()).hasMessageContaining("not ours to break");
        assertThatThrownBy(() -> Kafka.fresh(1).server()).hasMessageContaining("not ours to break");
    }
}
