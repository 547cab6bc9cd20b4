package dev.whiteboard.drills.billing;

import dev.whiteboard.drills.Client;
import dev.whiteboard.drills.Client.Answer;
import dev.whiteboard.drills.Journal;
import dev.whiteboard.drills.Load;
import java.util.List;
import java.util.SplittableRandom;

/** Services charge, repeat themselves and give money back; customers look what became of it. Each answer is held to earlier ones. */
final class Traffic implements Load.Request {
    private static final long DEAREST = 50_000;

    private final Client client;
    private final Merchant merchant;
    private final Journal journal;
    private final Ledger ledger;
    private final long seed;

    Traffic(Client client, Merchant merchant, Journal journal, Ledger ledger, long seed) {
        this.client = client;
        this.merchant = merchant;
        this.journal = journal;
        this.ledger = ledger;
        this.seed = seed;
    }

    @Override
    public boolean send(long number) throws InterruptedException {
        var random = new SplittableRandom(seed ^ number * 0x9E3779B97F4A7C15L);
        int dice = random.nextInt(100);
        List<Order> orders = ledger.orders();
        if (dice < 20 || orders.isEmpty()) {
            return charge(order(number, random));
        }
        Order order = orders.get(random.nextInt(orders.size()));
        if (dice < 28) {
            return charge(order);
        }
        return dice < 36 ? refund(order, random) : look(order);
    }

    private Order order(long number, SplittableRandom random) {
        Customer customer = ledger.customers().get(random.nextInt(ledger.customers().size()));
        String method = customer.methods().get(random.nextInt(customer.methods().size()));
        return ledger.order(number, customer, method, random.nextLong(1, DEAREST));
    }

    private boolean charge(Order order) throws InterruptedException {
        Answer answer = merchant.charge(order);
        if (answer.status() == 201) {
            told(order, answer);
        }
        return served("charge " + order.reference(), answer);
    }

    private boolean refund(Order order, SplittableRandom random) throws InterruptedException {
        if (!order.asksBack(random.nextLong(1, order.cents() + 1))) {
            return look(order);
        }
        Answer answer = merchant.refund(order, order.payment().orElseThrow());
        if (answer.status() == 200) {
            order.promisedBack();
            told(order, answer);
        }
        return served("refund " + order.reference(), answer);
    }

    private boolean look(Order order) throws InterruptedException {
        var payment = order.payment();
        if (payment.isEmpty()) {
            return true;
        }
        Answer answer = client.get("/api/v1/payments/" + payment.get(), order.customer().token());
        if (answer.status() == 200) {
            told(order, answer);
        }
        return served("look " + order.reference(), answer);
    }

    private void told(Order order, Answer answer) {
        order.told(answer.body()).ifPresent(ledger::lie);
    }

    private boolean served(String what, Answer answer) {
        journal.note(answer.status() + " " + what + " " + answer.body().path("status").asString(""));
        return answer.status() == 200 || answer.status() == 201;
    }
}
