package dev.whiteboard.identity.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/** Runs the whole service on a free port over real servers, with password hashes that cost next to nothing. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA}, shared = true)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
    "management.server.port=0", "DEMO_USERS=true", IdentityTest.GATEWAY,
    "whiteboard.identity.hashing.memory=64", "whiteboard.identity.hashing.passes=1",
    "whiteboard.identity.hashing.waiting=256"})
@Import(ApiConfiguration.class)
public @interface IdentityTest {
    /** The SHA-256 of "gateway-secret". */
    String GATEWAY = "SERVICE_CLIENTS=gateway=1e0baae50a6e2006d894f9e64c53a1317e6032f4ba67df08199d5378c5948ce6";
}
