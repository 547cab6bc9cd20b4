package dev.whiteboard.common.defaults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertiesPropertySource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/**
 * Adds every {@code whiteboard-defaults.properties} on the class path below all other sources. Each part of common brings
 * its own file, so a process has the defaults of exactly those parts that it consists of. What a file of properties
 * cannot say, because it takes a sum or a condition, is said here.
 */
class HouseDefaults implements EnvironmentPostProcessor, Ordered {
    private static final String FILE = "whiteboard-defaults.properties";
    private static final int MANAGEMENT_OFFSET = 2000;

    /** Last, because the derived settings look at what all others have said. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Properties defaults = load(application.getClassLoader());
        environment.getPropertySources().addLast(new PropertiesPropertySource(FILE, defaults));
        int port = environment.getProperty("server.port", Integer.class, 0);
        defaults.setProperty("management.server.port", Integer.toString(port > 0 ? port + MANAGEMENT_OFFSET : port));
        if ("json".equalsIgnoreCase(environment.getProperty("LOG_FORMAT"))) {
            defaults.setProperty("logging.structured.format.console", "ecs");
        }
        String logs = environment.getProperty("LOG_FOLDER", "");
        if (!logs.isBlank()) {
            defaults.setProperty("logging.file.name", logs + "/" + environment.getProperty("spring.application.name")
                    + "-" + environment.getProperty("HOSTNAME", "local") + ".json");
            defaults.setProperty("logging.structured.format.file", "ecs");
        }
        String collector = environment.getProperty("OTLP_ENDPOINT", "");
        if (collector.isBlank()) {
            defaults.setProperty("management.tracing.sampling.probability", "0.0");
        } else {
            defaults.setProperty("management.opentelemetry.tracing.export.otlp.endpoint", collector);
        }
    }

    private static Properties load(ClassLoader classLoader) {
        try {
            return PropertiesLoaderUtils.loadAllProperties(FILE, classLoader);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
