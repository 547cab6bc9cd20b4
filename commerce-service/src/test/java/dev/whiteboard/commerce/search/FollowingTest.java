package dev.whiteboard.commerce.search;

import static dev.whiteboard.testkit.ServerKind.ELASTICSEARCH;
import static dev.whiteboard.testkit.ServerKind.KAFKA;
import static dev.whiteboard.testkit.ServerKind.POSTGRES;
import static dev.whiteboard.testkit.ServerKind.REDIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.commerce.CommerceApplication;
import dev.whiteboard.commerce.Shop;
import dev.whiteboard.commerce.catalog.Listing;
import dev.whiteboard.commerce.catalog.Listings;
import dev.whiteboard.common.search.Elastic;
import dev.whiteboard.common.search.SearchUnavailable;
import dev.whiteboard.testkit.Elasticsearch;
import dev.whiteboard.testkit.Nodes;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** However the catalogue is edited and whatever dies meanwhile, the index ends up as the table is. */
@Servers({POSTGRES, REDIS, KAFKA, ELASTICSEARCH})
class FollowingTest {
    private static final Duration QUIET = Duration.ofSeconds(120);
    /** An id that was deleted never comes back, here as in the shop. */
    private static final AtomicLong LAST_ID = new AtomicLong();
    private static Nodes nodes;
    private static List<Shop> shops;

    private JdbcClient jdbc;
    private Index index;

    @BeforeAll
    static void open(TestEnvironment environment, TestTokens tokens) {
        nodes = Nodes.of(CommerceApplication.class, environment.names());
        shops = new ArrayList<>(List.of(Shop.start(nodes, tokens, Map.of()), Shop.start(nodes, tokens, Map.of())));
    }

    @AfterAll
    static void end() {
        nodes.close();
    }

    @BeforeEach
    void look(DataSource database, Elasticsearch elasticsearch) {
        jdbc = JdbcClient.create(database);
        index = new Index(elasticsearch);
    }

    @AfterEach
    void lookAway() throws Exception {
        index.close();
    }

    @Test
    @Promise("commerce.search-equals-table")
    void theIndexEndsUpAsTheTableIs(Elasticsearch elasticsearch, TestTokens tokens) {
        int edits = Scale.rounds(3_000);
        Random random = Seed.random("following");
        var editor = new Editor(random);
        Map<Integer, Runnable> faults = Map.of(edits / 8, this::killTheReader, edits * 2 / 8,
                elasticsearch.server()::kill, edits * 3 / 8, elasticsearch.server()::start, edits * 4 / 8,
                () -> shops.getFirst().call("POST", "/admin/search/rebuild", "{}", "admin"), edits * 5 / 8,
                () -> replaceTheReader(tokens), edits * 6 / 8,
                () -> shops.getFirst().call("POST", "/admin/search/rebuild", "{}", "admin"), edits * 7 / 8,
                this::killTheReader);
        for (int edit = 0; edit < edits; edit++) {
            faults.getOrDefault(edit, () -> {}).run();
            editor.edit();
        }
        indexIsAsTheTable();
    }

    /** The toy writes the table and then the index, as most begin. */
    @Test
    @Promise(value = "commerce.search-equals-table", naive = true)
    void writingBothLosesWhatHappensWhileTheIndexIsAway(Elasticsearch elasticsearch) {
        Toy.mustFail(3, () -> {
            String name = elasticsearch.indexPrefix() + "toy-" + System.nanoTime();
            index.elastic.call("PUT", "/" + name, IndexDefinition.read().body());
            var editor = new Editor(Seed.random("toy"));
            Map<Long, JsonNode> expected = new TreeMap<>();
            for (int edit = 0; edit < 30; edit++) {
                if (edit == 10) {
                    elasticsearch.server().kill();
                }
                if (edit == 20) {
                    elasticsearch.server().start();
                }
                Listing listing = shops.getFirst().bean(Listings.class).read(editor.add()).orElseThrow();
                expected.put(listing.product().id(), visible(listing));
                try {
                    index.elastic.call("PUT", "/" + name + "/_doc/" + listing.product().id(),
                            ProductDocument.of(listing));
                } catch (SearchUnavailable e) {
                    // The toy has committed already, and nobody will write this again.
                }
            }
            assertThat(index.documents(name)).isEqualTo(expected);
        });
    }

    @Test
    void aSlotThatWasLostIsMadeAnewAndSoIsTheIndex(TestTokens tokens) {
        var editor = new Editor(Seed.random("lost slot"));
        indexIsAsTheTable();
        shops.forEach(shop -> shop.node().close());
        shops.clear();
        jdbc.sql(
                "select pg_drop_replication_slot(slot_name) from pg_replication_slots where database = current_database()")
                .query().listOfRows();
        for (int i = 0; i < 20; i++) {
            editor.edit();
        }
        shops.add(Shop.start(nodes, tokens, Map.of()));
        shops.add(Shop.start(nodes, tokens, Map.of()));
        indexIsAsTheTable();
    }

    /** An engine that has just started answers that there is no such index, until it has found it on its disk. */
    private void indexIsAsTheTable() {
        await().atMost(QUIET).ignoreExceptionsInstanceOf(SearchUnavailable.class)
                .ignoreExceptionsInstanceOf(Elastic.Refused.class)
                .untilAsserted(() -> assertThat(index.documents()).isEqualTo(table()));
    }

    private Map<Long, JsonNode> table() {
        Map<Long, JsonNode> rows = new TreeMap<>();
        shops.getFirst().bean(Listings.class).after(0, 100_000)
                .forEach(listing -> rows.put(listing.product().id(), visible(listing)));
        return rows;
    }

    private static JsonNode visible(Listing listing) {
        Map<String, Object> document = new HashMap<>(ProductDocument.of(listing));
        document.remove("suggest");
        return Elastic.JSON.readTree(Elastic.JSON.writeValueAsBytes(document));
    }

    /** Ends the connection on which changes are read. */
    private void killTheReader() {
        jdbc.sql(
                "select pg_terminate_backend(active_pid) from pg_replication_slots where database = current_database() and active")
                .query().listOfRows();
    }

    /** Ends a node; the other one reads on, or goes on reading. */
    private void replaceTheReader(TestTokens tokens) {
        shops.removeFirst().node().close();
        shops.add(Shop.start(nodes, tokens, Map.of()));
    }

    /** Edits the table as the service does, and as an operator might. */
    private final class Editor {
        private final Random random;
        private final List<Long> ids = new ArrayList<>();

        Editor(Random random) {
            this.random = random;
            ids.addAll(jdbc.sql("select id from product").query(Long.class).list());
        }

        long add() {
            long id = LAST_ID.incrementAndGet();
            jdbc.sql(
                    "insert into product (id, seller_id, title, description, category, price_minor, currency) values (:id, 'usr_1', :title, :text, 'toys', :price, 'USD')")
                    .param("id", id).param("title", "Thing " + random.nextInt(1_000))
                    .param("text", "x".repeat(random.nextInt(4_000)))
                    .param("price", 1 + random.nextInt(100_000)).update();
            ids.add(id);
            return id;
        }

        void edit() {
            int kind = random.nextInt(10);
            if (ids.isEmpty() || kind < 2) {
                add();
                return;
            }
            long id = ids.get(random.nextInt(ids.size()));
            switch (kind) {
                case 2 ->
                    change("state = case state when 'active' then 'withdrawn' else 'active' end, version = version + 1",
                            id);
                case 3, 4 ->
                    change("reviews = reviews + 1, stars = stars + 4, rating_version = rating_version + 1", id);
                case 5 -> jdbc.sql("delete from product where id = :id").param("id", ids.remove((int) ids.indexOf(id)))
                        .update();
                default -> change("price_minor = price_minor + 1, version = version + 1", id);
            }
        }

        private void change(String what, long id) {
            jdbc.sql("update product set " + what + " where id = :id").param("id", id).update();
        }
    }
}
