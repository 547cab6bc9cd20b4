package dev.whiteboard.commerce.demo;

import dev.whiteboard.commerce.catalog.Draft;
import dev.whiteboard.commerce.catalog.OpeningStock;
import dev.whiteboard.common.id.PublicId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Fills the shelf in the background, once the service is ready. A product's number is its id, far below any id that is
 * given out, so that whoever begins again, or at the same time, adds only what is missing.
 */
@Component
class DemoShop {
    static final String SELLER = PublicId.format("usr", 1);
    private static final Logger LOG = LoggerFactory.getLogger(DemoShop.class);
    private static final int BATCH = 1_000;

    private final DemoProperties properties;
    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final OpeningStock stock;

    DemoShop(DemoProperties properties, JdbcClient jdbc, TransactionOperations transactions,
            OpeningStock stock, Environment environment) {
        if (properties.products() > 0 && environment.acceptsProfiles(Profiles.of("production"))) {
            throw new IllegalStateException("DEMO_PRODUCTS under the profile production: nobody ships these.");
        }
        this.properties = properties;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.stock = stock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void open() {
        if (properties.products() > 0) {
            Thread.ofVirtual().name("demo-shop").start(this::fill);
        }
    }

    /** Adds what is missing; returns how many that were. */
    int fill() {
        int added = 0;
        try {
            for (int first = 1; first <= properties.products(); first += BATCH) {
                int from = first;
                int to = Math.min(first + BATCH - 1, properties.products());
                added += transactions.execute(_ -> add(from, to));
            }
            LOG.info("{} products were added to the demo shop", added);
        } catch (RuntimeException e) {
            LOG.warn("the demo shop has only a part of its products; the next start adds the others", e);
        }
        return added;
    }

    private int add(int from, int to) {
        List<Draft> drafts = IntStream.rangeClosed(from, to).mapToObj(DemoCatalogue::product).toList();
        List<Long> added = jdbc
                .sql("""
                        insert into product (id, seller_id, title, description, category, price_minor, currency)
                        select id, :seller, title, description, category, price, 'USD'
                        from unnest(:ids::bigint[], :titles::text[], :descriptions::text[], :categories::text[], :prices::bigint[])
                            as demo (id, title, description, category, price)
                        on conflict (id) do nothing
                        returning id""")
                .param("seller", SELLER)
                .param("ids", IntStream.rangeClosed(from, to).mapToObj(Long::valueOf).toArray(Long[]::new))
                .param("titles", drafts.stream().map(Draft::title).toArray(String[]::new))
                .param("descriptions", drafts.stream().map(Draft::description).toArray(String[]::new))
                .param("categories", drafts.stream().map(Draft::category).toArray(String[]::new))
                .param("prices", drafts.stream().map(draft -> draft.price().minor()).toArray(Long[]::new))
                .query(Long.class).list();
        Map<Long, Integer> units = new HashMap<>();
        added.forEach(id -> units.put(id, DemoCatalogue.stock(id.intValue())));
        stock.receive(units);
        return added.size();
    }
}
