package dev.whiteboard.commerce.search;

import static dev.whiteboard.testkit.ServerKind.ELASTICSEARCH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.commerce.catalog.Listing;
import dev.whiteboard.commerce.catalog.Product;
import dev.whiteboard.commerce.catalog.ProductState;
import dev.whiteboard.commerce.catalog.Rating;
import dev.whiteboard.common.money.Money;
import dev.whiteboard.common.search.Elastic;
import dev.whiteboard.common.search.SearchUnavailable;
import dev.whiteboard.testkit.Elasticsearch;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.Toy;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Copies of products arrive late, twice and in any order. */
@Servers(ELASTICSEARCH)
class OrderOfArrivalTest {
    private Index index;
    private ProductIndex written;

    @BeforeEach
    void make(Elasticsearch elasticsearch) {
        index = new Index(elasticsearch);
        written = new ProductIndex(index.elastic, elasticsearch.indexPrefix(), IndexDefinition.read());
    }

    @AfterEach
    void close() throws Exception {
        index.close();
    }

    @Test
    @Promise("commerce.search-newest-copy-stays")
    void theNewestCopyStaysInWhateverOrderTheyArrive() {
        Random random = Seed.random("arrival");
        String name = written.begin(1);
        for (int round = 0; round < Scale.rounds(200); round++) {
            shuffled(round + 1, random).forEach(copy -> written.write(name, List.of(copy), Set.of()));
        }
        written.finish(name);
        assertThat(index.documents().values()).isNotEmpty()
                .allSatisfy(document -> assertThat(document.path("revision").asInt()).isEqualTo(6));
    }

    @Test
    void whatWasDeletedDoesNotComeBack() {
        String name = written.begin(2);
        written.write(name, List.of(copy(1, 3)), Set.of());
        written.write(name, List.of(), Set.of(1L));
        written.write(name, List.of(copy(1, 2), copy(2, 1)), Set.of(3L));
        written.finish(name);
        assertThat(index.documents()).containsOnlyKeys(2L);
    }

    /** The toy writes what comes. */
    @Test
    @Promise(value = "commerce.search-newest-copy-stays", naive = true)
    void withoutRevisionsTheLastToArriveStays() {
        Random random = Seed.random("toy arrival");
        Toy.mustFail(20, () -> {
            String name = written.begin(random.nextInt(1_000_000) + 10L);
            shuffled(1, random).forEach(
                    copy -> index.elastic.call("PUT", "/" + name + "/_doc/1", ProductDocument.of(copy)));
            assertThat(index.documents(name).get(1L).path("revision").asInt()).isEqualTo(6);
        });
    }

    @Test
    @Promise("commerce.search-rebuild-unseen")
    void whileANewIndexTakesItsPlaceEveryoneFindsEverything() throws Exception {
        int products = 200;
        fill(written.begin(3), products, true);
        int rebuilds = Scale.rounds(50);
        assertThat(leastFoundDuring(() -> {
            for (int round = 0; round < rebuilds / 10; round++) {
                fill(written.begin(100 + round), products, true);
            }
        })).isEqualTo(products);
    }

    /** The toy empties the index and fills it again. */
    @Test
    @Promise(value = "commerce.search-rebuild-unseen", naive = true)
    void fillingTheSameIndexAgainHasAHole() {
        Toy.mustFail(5, () -> {
            String name = written.begin(9_000 + Seed.random("hole").nextInt(1_000));
            fill(name, 200, true);
            assertThat(leastFoundDuring(() -> {
                for (int round = 0; round < 2; round++) {
                    index.elastic.call("DELETE", "/" + name, null);
                    index.elastic.call("PUT", "/" + name, IndexDefinition.read().body());
                    index.elastic.call("PUT", "/" + name + "/_alias/" + index.alias, null);
                    fill(name, 200, false);
                    index.elastic.call("POST", "/" + name + "/_refresh", null);
                }
            })).isEqualTo(200);
        });
    }

    private int leastFoundDuring(Runnable work) throws InterruptedException {
        var done = new AtomicBoolean();
        Thread worker = Thread.ofVirtual().start(() -> {
            try {
                work.run();
            } finally {
                done.set(true);
            }
        });
        int least = Integer.MAX_VALUE;
        int searches = 0;
        while (!done.get() || searches == 0) {
            least = Math.min(least, found());
            searches++;
        }
        worker.join();
        return least;
    }

    private int found() {
        try {
            return index.elastic.call("POST", "/" + index.alias + "/_search", java.util.Map.of("size", 0,
                    "track_total_hits", true)).path("hits").path("total").path("value").asInt();
        } catch (Elastic.Refused | SearchUnavailable e) {
            return 0;
        }
    }

    private void fill(String name, int products, boolean show) {
        List<Listing> all = new ArrayList<>();
        for (int id = 1; id <= products; id++) {
            all.add(copy(id, 1));
        }
        written.write(name, all, Set.of());
        if (show) {
            written.finish(name);
        }
    }

    /** Six revisions of a product, some of them twice, in any order. */
    private static List<Listing> shuffled(long id, Random random) {
        List<Listing> copies = new ArrayList<>();
        for (int revision = 1; revision <= 6; revision++) {
            copies.add(copy(id, revision));
            if (random.nextBoolean()) {
                copies.add(copy(id, revision));
            }
        }
        Collections.shuffle(copies, random);
        return copies;
    }

    private static Listing copy(long id, long revision) {
        var product = new Product(id, "usr_1", "Thing " + id, "", "toys",
                new Money(100 + revision, Currency.getInstance("USD")),
                List.of(), ProductState.ACTIVE, revision, Instant.EPOCH, Instant.EPOCH);
        return new Listing(product, new Rating(BigDecimal.ZERO, 0), revision);
    }
}
