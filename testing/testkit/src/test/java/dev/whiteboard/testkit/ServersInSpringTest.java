package dev.whiteboard.testkit;

import static dev.whiteboard.testkit.ServerKind.POSTGRES;
import static dev.whiteboard.testkit.ServerKind.REDIS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Servers({POSTGRES, REDIS})
@SpringBootTest(classes = ServersInSpringTest.Nothing.class, properties = "KEY_ENCRYPTION_KEY=mine")
class ServersInSpringTest {

    @Autowired
    Environment environment;

    @Test
    void the_names_of_the_environment_are_properties(Postgres postgres, Redis redis) {
        assertThat(environment.getProperty("POSTGRES_URL")).isEqualTo(postgres.url());
        assertThat(environment.getProperty("POSTGRES_USER")).isEqualTo("postgres");
        assertThat(environment.getProperty("REDIS_URL")).isEqualTo(redis.url());
        assertThat(environment.getProperty("IDENTITY_URL")).startsWith("http://127.0.0.1:");
    }

    @Test
    void what_the_class_states_itself_wins() {
        assertThat(environment.getProperty("KEY_ENCRYPTION_KEY")).isEqualTo("mine");
    }

    @Configuration
    static class Nothing {}
}
