package dev.whiteboard.drills.commerce;

import dev.whiteboard.drills.Await;
import dev.whiteboard.drills.Client;
import dev.whiteboard.drills.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Compares orders, stock, the provider's books and the ledger, once every order has come to its end. */
final class Audit {
    private static final Duration CATCH_UP = Duration.ofSeconds(120);
    private static final Set<String> OPEN = Set.of("asked", "unknown", "refunding");
    private static final String PROVIDER = "http://localhost:8190";
    private static final String CAPTURED = "captured";

    private final Client client;
    private final List<Buyer> buyers;
    private final Ledger ledger;
    /** Every order of every buyer, those whose acknowledgement got lost as well, with how far its money is. */
    private final Map<String, JsonNode> orders = new HashMap<>();

    Audit(Client client, List<Buyer> buyers, Ledger ledger) {
        this.client = client;
        this.buyers = buyers;
        this.ledger = ledger;
    }

    void orders(Verdict verdict) throws InterruptedException {
        boolean ended = Await.until(CATCH_UP, this::isOver);
        List<String> open = orders.values().stream().filter(Audit::isOpen).map(Object::toString).toList();
        verdict.check("every order comes to its end", ended && open.isEmpty() && !orders.isEmpty(),
                open.size() + " of " + orders.size() + " are open " + open.stream().limit(3).toList());
        List<String> lost = ledger.orders().keySet().stream().filter(order -> !orders.containsKey(order)).toList();
        verdict.check("every acknowledged order is there", lost.isEmpty() && !ledger.orders().isEmpty(),
                lost.size() + " of " + ledger.orders().size() + " are lost " + lost.stream().limit(3).toList());
    }

    /** Units sold are those of orders that were paid and kept; nothing is reserved any more; nothing is missing. */
    void stock(Verdict verdict, Map<String, Long> received) throws InterruptedException {
        Map<String, Long> bought = new HashMap<>();
        for (Map.Entry<String, JsonNode> order : orders.entrySet()) {
            if (isPaid(order.getKey())) {
                order.getValue().path("items").forEach(item -> bought.merge(item.path("product_id").asString(),
                        item.path("quantity").asLong(), Long::sum));
            }
        }
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, Long> product : received.entrySet()) {
            JsonNode audit = client.get("/api/v1/inventory/" + product.getKey() + "/audit", null).body();
            long sold = bought.getOrDefault(product.getKey(), 0L);
            if (!audit.path("lawful").asBoolean(false) || audit.path("received").asLong(-1) != product.getValue()
                    || audit.path("reserved").asLong(-1) != 0 || audit.path("sold").asLong(-1) != sold) {
                wrong.add(audit + " but bought are " + sold);
            }
        }
        verdict.check("received = available + reserved + sold + written off, and sold is what buyers have paid for",
                wrong.isEmpty() && !bought.isEmpty(), wrong.size() + " of " + received.size() + " products differ "
                        + wrong.stream().limit(3).toList());
    }

    void money(Verdict verdict, String adminToken) throws InterruptedException {
        Map<String, Integer> kept = new HashMap<>();
        client.get(PROVIDER + "/report", null).body().path("operations").forEach(done -> {
            if (done.path("status").asString("").equals("succeeded")) {
                int change = switch (done.path("type").asString("")) {
                    case "capture" -> 1;
                    case "refund" -> -1;
                    default -> 0;
                };
                kept.merge(done.path("reference").asString(""), change, Integer::sum);
            }
        });
        List<String> wrong = orders.entrySet().stream()
                .filter(order -> kept.getOrDefault(order.getKey(),
                        0) != (isPaid(order.getKey()) ? 1 : 0))
                .map(order -> order.getKey() + " " + order.getValue().path("payment") + " charged "
                        + kept.getOrDefault(order.getKey(), 0) + " times")
                .toList();
        verdict.check("charges at the provider = paid orders", wrong.isEmpty() && !kept.isEmpty(),
                wrong.size() + " of " + orders.size() + " differ " + wrong.stream().limit(3).toList());
        JsonNode ledgerCheck = client.get("/admin/ledger/check", adminToken).body();
        verdict.check("the ledger balances", ledgerCheck.path("balanced").asBoolean(false), ledgerCheck.toString());
        JsonNode sagas = client.get("/admin/commerce/sagas", adminToken).body();
        verdict.check("no saga is stuck", sagas.path("stuck").asLong(-1) == 0, sagas.toString());
    }

    private boolean isOver() throws InterruptedException {
        for (Buyer buyer : buyers) {
            String cursor = "";
            do {
                JsonNode page = client.get("/api/v1/orders?limit=100" + cursor, buyer.token()).body();
                if (page.isMissingNode() || !page.has("data")) {
                    return false;
                }
                for (JsonNode summary : page.path("data")) {
                    if (!look(summary.path("order_id").asString(), buyer)) {
                        return false;
                    }
                }
                String next = page.path("pagination").path("next_cursor").asString("");
                cursor = next.isEmpty() ? "" : "&cursor=" + next;
            } while (!cursor.isEmpty());
        }
        return true;
    }

    /** Looks at an order unless it is known to be over; whether it is. */
    private boolean look(String order, Buyer buyer) throws InterruptedException {
        JsonNode known = orders.get(order);
        if (known == null || isOpen(known)) {
            JsonNode now = client.get("/api/v1/orders/" + order, buyer.token()).body();
            if (!now.has("payment")) {
                return false;
            }
            orders.put(order, now);
            return !isOpen(now);
        }
        return true;
    }

    boolean isPaid(String order) {
        JsonNode known = orders.get(order);
        return known != null && known.path("payment").asString("").equals(CAPTURED);
    }

    private static boolean isOpen(JsonNode order) {
        return OPEN.contains(order.path("payment").asString("asked"));
    }
}
