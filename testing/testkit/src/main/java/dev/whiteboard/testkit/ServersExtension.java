package dev.whiteboard.testkit;

import java.util.Map;
import java.util.function.Function;

import javax.sql.DataSource;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts what {@link Servers} asks for and hands it to test methods by the type of their parameters. */
final class ServersExtension implements BeforeAllCallback, ParameterResolver {

    private static final Map<Class<?>, Function<TestEnvironment, Object>> PARAMETERS = Map.of(Postgres.class,
            TestEnvironment::postgres, DataSource.class, environment -> environment.postgres().dataSource(),
            DatabaseClock.class, environment -> new DatabaseClock(environment.postgres().dataSource()), Redis.class,
            TestEnvironment::redis, Kafka.class, TestEnvironment::kafka, S3.class, TestEnvironment::s3,
            Elasticsearch.class, TestEnvironment::elasticsearch, TestTokens.class,
            environment -> TestTokens.instance(), TestEnvironment.class, environment -> environment);

    @Override
    public void beforeAll(ExtensionContext context) {
        environment(context).mend();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return PARAMETERS.containsKey(parameter.getParameter().getType())
                && parameter.getParameter().getAnnotations().length == 0;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Function<TestEnvironment, Object> value = PARAMETERS.get(parameter.getParameter().getType());
        if (value == null) {
            throw new IllegalArgumentException(parameter.toString());
        }
        return value.apply(environment(context));
    }

    private static TestEnvironment environment(ExtensionContext context) {
        return TestEnvironment.of(context.getRequiredTestClass()).orElseThrow();
    }
}
