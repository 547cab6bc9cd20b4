package dev.whiteboard.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.storage.Storage.Answer;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.S3;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TcpProxy;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What happens to files while the object store is away or hangs. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.S3}, shared = true)
class OutageTest {
    @Test
    @Promise("storage.store-down-503")
    void withTheStoreAwayMidUploadTheAnswerIs503AndTheUploadGoesOnAfterwards(TestEnvironment environment,
            TestTokens tokens, S3 s3) {
        Storage.shared(environment, tokens);
        byte[] bytes = new byte[4 * Storage.CHUNK];
        new Random(1).nextBytes(bytes);
        List<byte[]> chunks = Storage.cut(bytes, Storage.CHUNK);
        try (TcpProxy proxy = TcpProxy.to(URI.create(s3.endpoint()).getPort());
                var nodes = Storage.nodes(environment, tokens,
                        Map.of("S3_ENDPOINT", "http://127.0.0.1:" + proxy.port()))) {
            Storage storage = Storage.start(nodes, tokens, Map.of("whiteboard.blobs.patience", "1s"));
            Storage.User alice = storage.user("outage");
            String there = alice.file("there.txt", new byte[]{1, 2, 3});
            String upload = alice.init("big.bin", bytes, Storage.CHUNK, null, "root").ok().json().get("upload_id")
                    .asString();
            alice.putChunk(upload, chunks.get(0)).ok();
            for (Runnable fault : List.<Runnable>of(proxy::cut, proxy::hang)) {
                fault.run();
                isUnavailable(alice.putChunk(upload, chunks.get(1)));
                isUnavailable(alice.complete(upload));
                isUnavailable(alice.put("whole.bin", bytes, ""));
                isUnavailable(alice.get("/api/v1/files/" + there + "/content"));
                assertThat(alice.names("root")).as("what needs no bytes goes on").containsExactly("there.txt");
                assertThat(alice.folder("while away " + fault.hashCode(), "root")).isNotEmpty();
                alice.delete(alice.get("/api/v1/folders/root/children").ok().json().get("data").get(1).get("file_id")
                        .asString());
                proxy.pass();
            }
            for (byte[] chunk : chunks.subList(1, 4)) {
                alice.putChunk(upload, chunk).ok();
            }
            String id = alice.complete(upload).ok().json().get("file_id").asString();
            assertThat(alice.content(id)).isEqualTo(bytes);
            assertThat(alice.used()).isEqualTo(bytes.length + 3);
            assertThat(alice.reserved()).isZero();
        }
    }

    private static void isUnavailable(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.header("retry-after")).isNotEmpty();
        assertThat(answer.code()).isEqualTo("SERVICE_UNAVAILABLE");
    }
}
