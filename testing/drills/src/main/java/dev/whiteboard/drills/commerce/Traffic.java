package dev.whiteboard.drills.commerce;

import dev.whiteboard.drills.Client;
import dev.whiteboard.drills.Client.Answer;
import dev.whiteboard.drills.Journal;
import dev.whiteboard.drills.Load;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Each request is a purchase: something into the cart, and the checkout; some with a card that is declined, some cancelled. */
final class Traffic implements Load.Request {
    private static final Map<String, String> PLACE = Map.of("name", "Ada", "line1", "1 Main St", "city", "Paris",
            "postal_code", "75001", "country", "FR");
    private static final int ORDERED = 201;
    private static final int REFUSED = 409;
    private static final int CANCELS = 10;
    private static final int DECLINES = 5;

    private final Client client;
    private final Journal journal;
    private final Ledger ledger;
    private final List<Buyer> buyers;
    private final List<String> products;
    private final long seed;

    Traffic(Client client, Journal journal, Ledger ledger, List<Buyer> buyers, List<String> products, long seed) {
        this.client = client;
        this.journal = journal;
        this.ledger = ledger;
        this.buyers = List.copyOf(buyers);
        this.products = List.copyOf(products);
        this.seed = seed;
    }

    @Override
    public boolean send(long number) throws InterruptedException {
        var random = new SplittableRandom(seed ^ number * 0x9E3779B97F4A7C15L);
        Buyer buyer = buyers.get(random.nextInt(buyers.size()));
        String product = products.get(random.nextInt(products.size()));
        buyer.turn().lockInterruptibly();
        try {
            return buy(buyer, product, random);
        } finally {
            buyer.turn().unlock();
        }
    }

    private boolean buy(Buyer buyer, String product, SplittableRandom random) throws InterruptedException {
        Answer added = client.send("POST", "/api/v1/cart/items", buyer.token(),
                Map.of("product_id", product, "quantity", 1 + random.nextInt(2)));
        String method = random.nextInt(DECLINES) == 0 ? "tok_declined" : "tok_visa";
        Answer ordered = client.send("POST", "/api/v1/orders/checkout", buyer.token(),
                Map.of("shipping_address", PLACE, "payment_method_id", method));
        journal.note(added.status() + " add " + product + ", " + ordered.status() + " checkout " + ordered.body());
        if (ordered.status() == ORDERED) {
            String order = ordered.body().path("order_id").asString();
            ledger.acknowledged(order, buyer);
            if (random.nextInt(CANCELS) == 0) {
                client.send("POST", "/api/v1/orders/" + order + "/cancel", buyer.token(), Map.of());
            }
        }
        return ordered.status() == ORDERED || ordered.status() == REFUSED;
    }
}
