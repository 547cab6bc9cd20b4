package dev.whiteboard.testkit;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Sets the names of the test's environment as properties of its Spring context. What the test class states itself, by
 * {@code @SpringBootTest(properties = …)}, wins.
 */
final class ServersContextCustomizerFactory implements ContextCustomizerFactory {

    private static final String INLINED = "Inlined Test Properties";

    @Override
    public @Nullable ContextCustomizer createContextCustomizer(Class<?> testClass,
            List<ContextConfigurationAttributes> attributes) {
        return TestEnvironment.of(testClass).map(environment -> new Customizer(environment.names())).orElse(null);
    }

    /** Equal for equal properties: two classes share a cached context only if they share their servers. */
    private record Customizer(Map<String, String> names) implements ContextCustomizer {

        @Override
        public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
            MutablePropertySources sources = context.getEnvironment().getPropertySources();
            var source = new MapPropertySource("testkit", Map.copyOf(names));
            if (sources.contains(INLINED)) {
                sources.addAfter(INLINED, source);
            } else {
                sources.addFirst(source);
            }
        }
    }
}
