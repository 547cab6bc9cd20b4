package dev.whiteboard.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.whiteboard.local.servers.Ports;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** One running instance of {@link Nodes}. */
public final class Node implements AutoCloseable {

    private static final int SECOND_LISTENER = 1_000;
    private static final int MANAGEMENT = 2_000;

    private final int port;
    private final ConfigurableApplicationContext context;

    private Node(int port, ConfigurableApplicationContext context) {
        this.port = port;
        this.context = context;
    }

    static Node start(Class<?> application, Map<String, String> names, Map<String, String> properties) {
        int port = Ports.free(SECOND_LISTENER, MANAGEMENT);
        var arguments = new ArrayList<>(List.of("--server.port=" + port, "--SERVER_PORT=" + port,
                "--server.address=127.0.0.1", "--spring.main.banner-mode=off",
                "--spring.main.register-shutdown-hook=false",
                "--spring.lifecycle.timeout-per-shutdown-phase=2s"));
        names.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        properties.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        var node = new Node(port, new SpringApplicationBuilder(application).run(arguments.toArray(String[]::new)));
        node.rememberMeters();
        return node;
    }

    /** Some are there from the start, some once there was something to count. */
    private void rememberMeters() {
        Meters.ask(context.getEnvironment().getProperty("spring.application.name", "unnamed"), managementPort());
    }

    public int port() {
        return port;
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** The port of its health and metrics. */
    public int managementPort() {
        return port + MANAGEMENT;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public ConfigurableApplicationContext context() {
        return context;
    }

    @Override
    public void close() {
        if (context.isActive()) {
            rememberMeters();
        }
        context.close();
    }
}
