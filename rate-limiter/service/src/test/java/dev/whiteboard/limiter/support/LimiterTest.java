package dev.whiteboard.limiter.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;

/** Runs the whole service on a free port over real servers. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS}, shared = true)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {"management.server.port=0",
    "RATE_RULES=demo", "whiteboard.rate-limiter.decision-timeout=2s"})
@Import(ApiConfiguration.class)
public @interface LimiterTest {}
