package dev.whiteboard.common.defaults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertiesPropertySource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/**
 * Adds every {@code whiteboard-defaults.properties} on the class path below all other sources. Each part of common brings
 * its own file, so a process has the defaults of exactly those parts that it consists of.
 */
class HouseDefaults implements EnvironmentPostProcessor {
    private static final String FILE = "whiteboard-defaults.properties";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        environment.getPropertySources()
                .addLast(new PropertiesPropertySource(FILE, load(application.getClassLoader())));
    }

    private static Properties load(ClassLoader classLoader) {
        try {
            return PropertiesLoaderUtils.loadAllProperties(FILE, classLoader);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
