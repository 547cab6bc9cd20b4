package dev.whiteboard.drills.commerce;

import dev.whiteboard.drills.Client;
import dev.whiteboard.drills.Drill;
import dev.whiteboard.drills.DrillAborted;
import dev.whiteboard.drills.Faults;
import dev.whiteboard.drills.Load;
import dev.whiteboard.drills.Load.Stretch;
import dev.whiteboard.drills.Scene;
import dev.whiteboard.drills.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * People buy from a shelf that is too short, while Kafka stops, billing is killed and the service itself is killed.
 * Afterwards every order is over, the stock law holds, and the provider has charged the paid orders and no others.
 */
public final class CommerceDrill implements Drill {
    private static final Duration RECOVERY = Duration.ofSeconds(60);
    private static final String BILLING = "billing-service";
    private static final int BUYERS = 16;
    private static final long PLENTY = 1_000_000;
    private static final long FEW = 20;
    /** Every request is an order: a tenth of what redirects bear. */
    private static final int MOST_A_SECOND = 20;

    @Override
    public String name() {
        return "commerce-service";
    }

    @Override
    public Verdict run(Scene scene) throws InterruptedException {
        String seller = scene.signUp("Drill").token();
        Map<String, Long> shelf = Map.of(product(scene, seller, PLENTY), PLENTY, product(scene, seller, PLENTY), PLENTY,
                product(scene, seller, FEW), FEW);
        List<Buyer> buyers = new ArrayList<>();
        for (int i = 0; i < BUYERS; i++) {
            buyers.add(new Buyer(scene.signUp("Drill").token()));
        }
        var ledger = new Ledger();
        var verdict = new Verdict();
        var traffic = new Traffic(scene.client(), scene.journal(), ledger, buyers,
                shelf.keySet().stream().sorted().toList(), scene.options().seed());
        try (var load = new Load(Math.min(MOST_A_SECOND, scene.options().rate()), traffic)) {
            breakThings(scene, load, verdict);
        }
        var audit = new Audit(scene.client(), buyers, ledger);
        audit.orders(verdict);
        if (scene.options().sabotage()) {
            sabotage(scene, ledger, audit);
        }
        audit.stock(verdict, shelf);
        audit.money(verdict, scene.administrator());
        return verdict;
    }

    private void breakThings(Scene scene, Load load, Verdict verdict) throws InterruptedException {
        Duration calm = scene.options().calm();
        load.warmUp(calm);
        Stretch steady = load.during("steady", calm);
        Stretch withoutKafka = load.enter("kafka stopped");
        try (Faults.Fault _ = scene.faults().stop("kafka")) {
            load.run(calm);
        }
        Stretch unbilled = load.enter(BILLING + " killed");
        scene.faults().kill(BILLING);
        load.run(calm);
        scene.comesBack(BILLING, RECOVERY);
        Stretch killed = load.enter(name() + " killed");
        scene.faults().kill(name());
        load.run(calm);
        scene.comesBack(name(), RECOVERY);
        Stretch recovered = load.during("recovered", calm);
        for (Stretch stretch : List.of(steady, withoutKafka, unbilled, killed, recovered)) {
            verdict.figure(stretch.toString());
        }
        verdict.check("nobody who orders notices that Kafka or billing is away",
                steady.failed() + withoutKafka.failed() + unbilled.failed() == 0 && recovered.total() > 0,
                steady.failed() + " not served when steady, " + withoutKafka.failed() + " without Kafka, "
                        + unbilled.failed() + " without billing");
    }

    /** Cancels an order that is paid, behind the back of who counts. */
    private static void sabotage(Scene scene, Ledger ledger, Audit audit) throws InterruptedException {
        String victim = ledger.orders().keySet().stream().filter(audit::isPaid).sorted().findFirst()
                .orElseThrow(() -> new DrillAborted("could not sabotage: nothing is paid"));
        int status = scene.client().send("POST", "/api/v1/orders/" + victim + "/cancel",
                Objects.requireNonNull(ledger.orders().get(victim)).token(), Map.of()).status();
        if (status != 200) {
            throw new DrillAborted("could not sabotage: the cancellation was answered by " + status);
        }
    }

    private static String product(Scene scene, String seller, long stock) throws InterruptedException {
        Client.Answer answer = scene.client().send("POST", "/api/v1/seller/products", seller,
                Map.of("title", "Drilled lamp", "price", "10.00", "category", "home", "stock", stock));
        if (answer.status() != 201) {
            throw new DrillAborted("cannot sell (answer " + answer.status() + " " + answer.body() + ")");
        }
        return answer.body().path("product_id").asString();
    }
}
