package dev.whiteboard.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Holds a topic's contract against the bytes that its producer writes, and gives its consumers examples to read. */
public final class ContractCheck {

    private static final String FOLDER = "classpath*:contracts/";
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final String topic;
    private final Schema schema;

    private ContractCheck(String topic, Schema schema) {
        this.topic = topic;
        this.schema = schema;
    }

    /**
     * The contract of a topic.
     *
     * @param topic its name with its version and without a prefix, {@code identity.users.v1}
     */
    public static ContractCheck of(String topic) {
        Resource[] found = resources(topic + "/schema.json");
        if (found.length == 0) {
            throw new IllegalArgumentException("There is no contract for %s; there are %s".formatted(topic, topics()));
        }
        return new ContractCheck(topic, SCHEMAS.getSchema(text(found[0]), InputFormat.JSON));
    }

    /** The topics that have a contract. */
    public static List<String> topics() {
        return Arrays.stream(resources("*/schema.json")).map(resource -> parts(resource)[1]).sorted().toList();
    }

    /** Fails unless the bytes are what the contract says, with every way in which they are not. */
    public void accept(byte[] produced) {
        String json = new String(produced, StandardCharsets.UTF_8);
        var errors = schema.validate(json, InputFormat.JSON,
                context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
        if (!errors.isEmpty()) {
            throw new AssertionError("This is not %s:%n%s%n%s".formatted(topic, json,
                    errors.stream().map(error -> error.getInstanceLocation() + " " + error.getMessage())
                            .collect(Collectors.joining(System.lineSeparator()))));
        }
    }

    /** The contract's examples by name, for a consumer to read. */
    public Map<String, byte[]> examples() {
        var examples = new TreeMap<String, byte[]>();
        for (Resource resource : resources(topic + "/examples/*.json")) {
            examples.put(parts(resource)[0].replace(".json", ""), text(resource).getBytes(StandardCharsets.UTF_8));
        }
        return Collections.unmodifiableMap(examples);
    }

    /** The last names of a resource's address, the last first. */
    private static String[] parts(Resource resource) {
        try {
            List<String> names = Arrays.asList(resource.getURL().getPath().split("/", -1));
            return names.reversed().toArray(String[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Resource[] resources(String pattern) {
        try {
            return new PathMatchingResourcePatternResolver().getResources(FOLDER + pattern);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Resource resource) {
        try {
            return resource.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
