package dev.whiteboard.storage.chunk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.common.id.SnowflakeGenerator;
import dev.whiteboard.storage.Storage;
import dev.whiteboard.storage.chunk.ChunkVault.Verdict;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;

/** A client that changes what lies in quarantine at the worst moment. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.S3}, shared = true)
class ChunkVaultTest {
    private static final String QUARANTINE = "quarantine/x";

    private Storage storage;

    @BeforeEach
    void start(TestEnvironment environment, TestTokens tokens) {
        storage = Storage.shared(environment, tokens);
    }

    /** Right bytes until the given look at them, wrong ones from then on. */
    private static final class Swapping extends MemoryBlobs {
        private final byte[] poison;
        private int looksLeft;

        Swapping(byte[] right, byte[] poison, int looks) {
            this.poison = poison;
            this.looksLeft = looks;
            objects.put(QUARANTINE, right);
        }

        private void look(String key) {
            if (key.equals(QUARANTINE) && looksLeft-- == 0) {
                objects.put(QUARANTINE, poison);
            }
        }

        @Override
        public OptionalLong size(String key) {
            look(key);
            return super.size(key);
        }

        @Override
        public Optional<InputStream> open(String key, long first, long last) {
            look(key);
            return super.open(key, first, last);
        }

        @Override
        public boolean copy(String from, String to) {
            look(from);
            return super.copy(from, to);
        }
    }

    private interface Promotion {
        Verdict promote(World world, Swapping blobs, byte[] right, ChunkRef chunk) throws IOException;
    }

    private void check(Promotion promotion) throws IOException {
        for (int look = 0; look < 6; look++) {
            World world = new World(storage);
            byte[] right = ("right" + look + System.nanoTime()).getBytes(UTF_8);
            byte[] poison = right.clone();
            poison[0] = 'w';
            ChunkRef chunk = new ChunkRef(ChunkHash.ofBytes(right, 0, right.length), right.length);
            var blobs = new Swapping(right, poison, look);
            world.take(World.Step.BEGIN_A);
            Verdict verdict = promotion.promote(world, blobs, right, chunk);
            String key = world.chunks.keys(Set.of(chunk.hash())).get(chunk.hash());
            assertThat(key != null).as("after " + look + " looks").isEqualTo(verdict == Verdict.ADMITTED);
            if (key != null) {
                assertThat(blobs.objects.get(key)).as("after " + look + " looks").isEqualTo(right);
            }
        }
    }

    private ChunkVault vault(World world, MemoryBlobs blobs) {
        return new ChunkVault(world.chunks, world.loose, blobs, storage.node().bean(SnowflakeGenerator.class),
                storage.node().bean(PlatformTransactionManager.class));
    }

    @Test
    @Promise("storage.poisoned-chunk-refused")
    void bytesThatAreExchangedWhileTheyAreCheckedAreNotLetIn() throws IOException {
        check((world, blobs, right, chunk) -> vault(world, blobs).promote(world.upload(), chunk, QUARANTINE));
    }

    @Test
    @Promise(value = "storage.poisoned-chunk-refused", naive = true)
    void checkingInQuarantineAndThenCopyingLetsThemIn() {
        Toy.mustFail(1, () -> check((world, blobs, right, chunk) -> {
            byte[] read = blobs.open(QUARANTINE, 0, chunk.size() - 1L).orElseThrow().readAllBytes();
            if (!ChunkHash.ofBytes(read, 0, read.length).equals(chunk.hash())) {
                return Verdict.POISONED;
            }
            String key = "chunks/naive-" + chunk.hash();
            blobs.copy(QUARANTINE, key);
            world.chunks.insert(world.upload(), chunk, key);
            return Verdict.ADMITTED;
        }));
    }
}
