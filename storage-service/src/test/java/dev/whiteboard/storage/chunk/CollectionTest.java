package dev.whiteboard.storage.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.storage.Storage;
import dev.whiteboard.storage.chunk.World.Step;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Collection beside uploads: in every order, at the same moment, and to the end. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.S3}, shared = true)
class CollectionTest {
    private static final int LENGTH = 6;

    private Storage storage;

    @BeforeEach
    void start(TestEnvironment environment, TestTokens tokens) {
        storage = Storage.shared(environment, tokens);
    }

    /**
     * All sequences of up to six steps, but of two that lead to the same state only one is gone on from: what can happen
     * next is the same for both.
     */
    private static int explore(Supplier<World> fresh) {
        Set<String> seen = new HashSet<>();
        Deque<List<Step>> open = new ArrayDeque<>();
        open.add(List.of());
        int tried = 0;
        while (!open.isEmpty()) {
            List<Step> prefix = open.remove();
            for (Step step : Step.values()) {
                List<Step> sequence = new ArrayList<>(prefix);
                sequence.add(step);
                World world = fresh.get();
                sequence.forEach(world::take);
                try {
                    world.check();
                } catch (AssertionError broken) {
                    throw new AssertionError("after " + sequence + ": " + broken.getMessage(), broken);
                }
                tried++;
                if (seen.add(world.state()) && sequence.size() < LENGTH) {
                    open.add(sequence);
                }
            }
        }
        return tried;
    }

    @Test
    @Promise("storage.collection-safe")
    void inEveryOrderOfUpToSixStepsWhatIsNeededStays() {
        int tried = explore(() -> new World(storage));
        assertThat(tried).isGreaterThan(100);
        System.out.println("collection: " + tried + " sequences");
    }

    @Test
    @Promise(value = "storage.collection-safe", naive = true)
    void aCollectorThatRemembersWhatWasUnusedTakesWhatIsNeeded() {
        Toy.mustFail(1, () -> explore(() -> new World(storage) {
            private final Set<String> unused = new HashSet<>();

            @Override
            void condemn() {
                boolean used = jdbc.sql("""
                        select exists (select from chunk_use where hash = :hash)
                            or exists (select from upload_chunk where stored = :hash)""")
                        .param("hash", chunk.hash().bytes()).query(Boolean.class).single();
                if (!used) {
                    unused.addAll(chunks.keys(Set.of(chunk.hash())).values());
                }
            }

            @Override
            void sweep() {
                unused.forEach(blobs::delete);
            }

            @Override
            String state() {
                return super.state() + " remembered " + unused.size();
            }
        }));
    }

    @Test
    @Promise("storage.collection-safe")
    void atTheSameMomentAsUploadsItTakesNothingTheyNeed() {
        for (int round = 0; round < Scale.rounds(500); round++) {
            World world = new World(storage);
            world.take(Step.DROP);
            if (round % 2 == 0) {
                world.take(Step.CONDEMN);
            }
            Race.of(2).run((int contestant) -> {
                (contestant == 0
                        ? List.of(Step.BEGIN_B, Step.SEND_B, Step.COMMIT_B)
                        : List.of(Step.CONDEMN, Step.SWEEP, Step.REMOVE)).forEach(world::take);
                return true;
            });
            world.check();
        }
    }

    @Test
    void whatNobodyNeedsGoesWithItsBytes() {
        World world = new World(storage);
        List.of(Step.CONDEMN, Step.SWEEP, Step.REMOVE).forEach(world::take);
        assertThat(world.blobs.objects).hasSize(1);
        List.of(Step.DROP, Step.CONDEMN, Step.SWEEP, Step.REMOVE).forEach(world::take);
        assertThat(world.blobs.objects).isEmpty();
        assertThat(world.chunks.keys(Set.of(world.chunk.hash()))).isEmpty();
    }
}
