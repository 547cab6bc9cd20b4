package dev.whiteboard.chat;

import dev.whiteboard.testkit.Nodes;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Two nodes of the service on the same servers, started once for all tests that need them; they end with the JVM. */
public record TwoNodes(Chat here, Chat there) {
    private static final AtomicLong USERS = new AtomicLong(1_000);
    private static @Nullable TwoNodes running;

    /** For test classes with {@code @Servers(value = {POSTGRES, REDIS, KAFKA}, shared = true)}. */
    public static synchronized TwoNodes on(TestEnvironment environment, TestTokens tokens) {
        if (running == null) {
            Nodes nodes = Nodes.of(ChatApplication.class, Chat.names(environment));
            running = new TwoNodes(Chat.on(nodes, tokens), Chat.on(nodes, tokens));
        }
        return running;
    }

    /** A user that no other test has. */
    public static long newUser() {
        return USERS.incrementAndGet();
    }

    public static long[] newUsers(int count) {
        return java.util.stream.LongStream.range(0, count).map(_ -> newUser()).toArray();
    }
}
