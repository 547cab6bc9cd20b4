package dev.whiteboard.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class real servers.
 *
 * <p>
 * They start once per JVM, on free ports, when the first test needs them, and end with it. Each test class gets a
 * database, a Redis database number, a Kafka topic prefix, an S3 bucket prefix and an Elasticsearch index prefix of its own. With {@code @SpringBootTest} the names of the
 * environment ({@code POSTGRES_URL} …) are set as properties of the context. With and without Spring, test methods and
 * constructors take parameters of the types {@link Postgres}, {@link Redis}, {@link Kafka}, {@link S3}, {@link Elasticsearch},
 * {@link javax.sql.DataSource}, {@link DatabaseClock}, {@link TestTokens} and {@link TestEnvironment}.
 *
 * <p>
 * {@code -Dpostgres=jdbc:postgresql://host/db?user=…&password=…}, {@code -Dredis=redis://host:port} and
 * {@code -Dkafka=host:port} name other servers to use, and so do {@code -Ds3=http://key:secret@host:port} and
 * {@code -Delasticsearch=http://host:port}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(ServersExtension.class)
public @interface Servers {

    ServerKind[] value();

    /**
     * Whether all classes of the module that say so use the same database, Redis number and topic prefix. Classes with the
     * same Spring configuration then share one context, which saves its start; their data must not collide.
     */
    boolean shared() default false;

    /**
     * Whether this class gets a Postgres to itself that has each commit on the disk before it acknowledges it, for tests
     * that kill it.
     */
    boolean durable() default false;
}
