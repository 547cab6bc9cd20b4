package dev.whiteboard.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Says which line of {@code docs/promises.md} a test keeps.
 *
 * <p>
 * Each run writes {@code target/promises/<class>.<method>.json}: the promise, the test, how many rounds it ran (the sum of
 * its {@link Scale#rounds}, else its invocations), the scale, the seed, and whether it passed, failed or was disabled.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Promise.All.class)
@Documented
@ExtendWith(PromiseExtension.class)
public @interface Promise {

    /** The promise's id, such as {@code shortener.alias-taken-once}. */
    String value();

    /** Whether this test shows that the check catches a naive variant, which is what makes the other test worth something. */
    boolean naive() default false;

    /** Several promises kept by one test. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @Documented
    @ExtendWith(PromiseExtension.class)
    @interface All {
        Promise[] value();
    }
}
