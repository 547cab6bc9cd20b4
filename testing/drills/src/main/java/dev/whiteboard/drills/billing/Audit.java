package dev.whiteboard.drills.billing;

import dev.whiteboard.drills.Await;
import dev.whiteboard.drills.Client;
import dev.whiteboard.drills.Client.Answer;
import dev.whiteboard.drills.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Compares what the clients were told with the provider's books and with the ledger, once everything has ended. */
final class Audit {
    private static final Duration CATCH_UP = Duration.ofSeconds(120);

    private final Client client;
    private final Merchant merchant;
    private final Provider provider;
    private final Ledger ledger;

    Audit(Client client, Merchant merchant, Provider provider, Ledger ledger) {
        this.client = client;
        this.merchant = merchant;
        this.provider = provider;
        this.ledger = ledger;
    }

    /** Repeats what was not answered, as its caller would, and waits until nothing is open. */
    void settle(Verdict verdict) throws InterruptedException {
        List<Order> waiting = new ArrayList<>(ledger.orders());
        Await.until(CATCH_UP, () -> {
            for (Order order : List.copyOf(waiting)) {
                if (isSettled(order)) {
                    waiting.remove(order);
                }
            }
            return waiting.isEmpty();
        });
        List<String> open = waiting.stream().map(order -> order.reference() + " " + order.status()).toList();
        verdict.check("no payment stays open or unknown", open.isEmpty() && !ledger.orders().isEmpty(),
                open.size() + " of " + ledger.orders().size() + " are open " + open.stream().limit(3).toList());
        verdict.check("nobody is told that something happened and then that it did not", ledger.lies().isEmpty(),
                ledger.lies().size() + " lies " + ledger.lies().stream().limit(3).toList());
    }

    private boolean isSettled(Order order) throws InterruptedException {
        if (order.payment().isEmpty()) {
            take(order, merchant.charge(order), 201);
        } else if (order.refund() > 0 && !order.refundPromised()) {
            if (take(order, merchant.refund(order, order.payment().get()), 200)) {
                order.promisedBack();
            }
        }
        if (order.payment().isEmpty() || order.refund() > 0 && !order.refundPromised()) {
            return false;
        }
        Answer now = merchant.look(order.payment().get());
        return take(order, now, 200) && (order.isPaid() || order.isUnpaid()) && hasEnded(now.body());
    }

    private boolean take(Order order, Answer answer, int good) {
        if (answer.status() != good) {
            return false;
        }
        order.told(answer.body()).ifPresent(ledger::lie);
        return true;
    }

    private static boolean hasEnded(JsonNode payment) {
        return payment.path("operations").valueStream().map(step -> step.path("status").asString())
                .allMatch(status -> status.equals("succeeded") || status.equals("declined"));
    }

    void books(Verdict verdict, String adminToken) throws InterruptedException {
        Provider.Books books = provider.books(ledger.prefix());
        List<String> wrong = new ArrayList<>();
        long paid = 0;
        for (Order order : ledger.orders()) {
            long taken = books.taken().getOrDefault(order.reference(), 0L);
            long returned = books.returned().getOrDefault(order.reference(), 0L);
            int times = books.captures().getOrDefault(order.reference(), 0);
            boolean right = order.isPaid() ? times == 1 && taken == order.cents() : times == 0;
            paid += order.isPaid() ? 1 : 0;
            if (!right || returned != order.refund()) {
                wrong.add(order.reference() + " (" + order.status() + "): taken " + times + " times, " + taken
                        + ", given back " + returned + " of " + order.refund());
            }
        }
        verdict.check("the provider took exactly what customers are told is paid, once each",
                wrong.isEmpty() && paid > 0,
                wrong.size() + " of " + ledger.orders().size() + " differ, " + paid + " paid, "
                        + books.taken().values().stream().mapToLong(Long::longValue).sum() + " cents taken; "
                        + wrong.stream().limit(3).toList());
        long strangers = books.captures().keySet().stream()
                .filter(reference -> ledger.orders().stream().noneMatch(order -> order.reference().equals(reference)))
                .count();
        verdict.check("nobody was charged who ordered nothing", strangers == 0, strangers + " charges");
        Answer check = client.get("/admin/ledger/check", adminToken);
        verdict.check("the ledger balances, entry by entry, and equals the payments",
                check.status() == 200 && check.body().path("balanced").asBoolean(false)
                        && check.body().path("entries").asLong() == check.body().path("money_operations").asLong(-1),
                check.status() + " " + check.body());
    }
}
