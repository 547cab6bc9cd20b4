package dev.whiteboard.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A service that nobody has used yet, on a store without a bucket. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.S3}, shared = true)
class FirstMomentTest {

    @Test
    void manyWhoComeFirstAtOnceAreAllServed(TestEnvironment environment, TestTokens tokens) {
        Storage.shared(environment, tokens);
        String fresh = environment.s3().bucketPrefix() + "first-";
        try (var nodes = Storage.nodes(environment, tokens, Map.of("S3_BUCKET_PREFIX", fresh))) {
            Storage storage = Storage.start(nodes, tokens, Map.of());
            assertThat(Race.of(8).run((int contestant) -> storage.user("first").put("f" + contestant,
                    new byte[]{(byte) contestant}, "").status())).containsOnly(201);
        }
    }
}
