package dev.whiteboard.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Configuration;

class NodesTest {

    @Test
    void each_has_a_context_and_a_port_of_its_own() {
        try (var nodes = Nodes.of(Application.class, Map.of("REDIS_URL", "redis://somewhere"))) {
            List<Node> two = nodes.start(2);
            assertThat(two).extracting(Node::port).doesNotHaveDuplicates();
            assertThat(two).extracting(Node::context).doesNotHaveDuplicates();
            assertThat(two).allSatisfy(node -> {
                assertThat(node.context().getEnvironment().getProperty("REDIS_URL")).isEqualTo("redis://somewhere");
                assertThat(node.context().getEnvironment().getProperty("server.port")).isEqualTo("" + node.port());
            });
        }
    }

    @Configuration
    static class Application {}
}
