package dev.whiteboard.shortener;

import dev.whiteboard.testkit.Nodes;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import org.jspecify.annotations.Nullable;

/** Two nodes of the service on the same servers, started once for all tests that need them; they end with the JVM. */
public record TwoNodes(Shortener one, Shortener other) {
    private static @Nullable TwoNodes running;

    /** For test classes with {@code @Servers(value = {POSTGRES, REDIS, KAFKA}, shared = true)}. */
    public static synchronized TwoNodes on(TestEnvironment environment, TestTokens tokens) {
        if (running == null) {
            Nodes nodes = Nodes.of(ShortenerApplication.class, environment.names());
            running = new TwoNodes(Shortener.on(nodes, tokens), Shortener.on(nodes, tokens));
        }
        return running;
    }

    public Shortener get(int number) {
        return number % 2 == 0 ? one : other;
    }
}
