package dev.whiteboard.drills.billing;

import dev.whiteboard.drills.Await;
import dev.whiteboard.drills.Client;
import dev.whiteboard.drills.Drill;
import dev.whiteboard.drills.DrillAborted;
import dev.whiteboard.drills.Faults;
import dev.whiteboard.drills.Load;
import dev.whiteboard.drills.Load.Stretch;
import dev.whiteboard.drills.Scene;
import dev.whiteboard.drills.Somebody;
import dev.whiteboard.drills.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Orders are charged and refunded at a provider that hangs after charging, breaks connections, fails and tells everything
 * three times in no order, while Kafka stops, the provider and billing are killed and Postgres freezes. Afterwards the
 * provider has taken exactly what customers are told is paid, and the ledger balances.
 */
public final class BillingDrill implements Drill {
    private static final String SERVICE = "billing-service";
    private static final String PSP = "psp";
    private static final int CUSTOMERS = 8;
    private static final List<String> TOKENS = List.of("tok_visa", "tok_visa_gold", "tok_declined");
    private static final Duration RECOVERY = Duration.ofSeconds(120);

    @Override
    public String name() {
        return SERVICE;
    }

    @Override
    public Verdict run(Scene scene) throws InterruptedException {
        List<Customer> customers = new ArrayList<>();
        for (int i = 0; i < CUSTOMERS; i++) {
            customers.add(signUp(scene, i));
        }
        var ledger = new Ledger("drill_" + Long.toString(scene.random().nextLong() >>> 1, 36) + "x", customers);
        var provider = new Provider(scene.client());
        var merchant = Merchant.of(scene.client(), scene.home());
        var traffic = new Traffic(scene.client(), merchant, scene.journal(), ledger, scene.options().seed());
        var verdict = new Verdict();
        provider.turnHostile(scene.options().seed());
        try (var load = new Load(scene.options().rate(), traffic)) {
            breakThings(scene, load, provider, verdict);
        }
        provider.turnKind();
        if (scene.options().sabotage()) {
            sabotage(merchant, ledger);
        }
        var audit = new Audit(scene.client(), merchant, provider, ledger);
        audit.settle(verdict);
        audit.books(verdict, scene.administrator());
        return verdict;
    }

    private static void breakThings(Scene scene, Load load, Provider provider, Verdict verdict)
            throws InterruptedException {
        Duration calm = scene.options().calm();
        load.warmUp(calm.multipliedBy(2));
        Stretch steady = load.during("hostile provider", calm);
        Stretch withoutKafka = load.enter("kafka stopped");
        try (Faults.Fault _ = scene.faults().stop("kafka")) {
            load.run(calm);
        }
        Stretch provided = load.enter(PSP + " killed");
        scene.faults().kill(PSP);
        load.run(calm);
        scene.comesBack(PSP, RECOVERY);
        provider.turnHostile(scene.options().seed() + 1);
        Stretch killed = load.enter(SERVICE + " killed");
        scene.faults().kill(SERVICE);
        load.run(calm);
        scene.comesBack(SERVICE, RECOVERY);
        Stretch frozen = load.enter("postgres frozen");
        try (Faults.Fault _ = scene.faults().freeze("postgres")) {
            load.run(calm);
        }
        scene.comesBack(SERVICE, RECOVERY);
        Stretch recovered = load.during("recovered", calm);
        for (Stretch stretch : List.of(steady, withoutKafka, provided, killed, frozen, recovered)) {
            verdict.figure(stretch.toString());
        }
        verdict.check("nobody notices the provider's troubles, its death or Kafka's",
                steady.failed() + withoutKafka.failed() + provided.failed() == 0 && recovered.total() > 0,
                steady.failed() + " not served with a hostile provider, " + withoutKafka.failed() + " without Kafka, "
                        + provided.failed() + " without a provider");
    }

    /** Charges one paid order again under a new key, as a caller would that forgets the first. */
    private static void sabotage(Merchant merchant, Ledger ledger) throws InterruptedException {
        Order victim = ledger.orders().stream().filter(Order::isPaid).findFirst()
                .orElseThrow(() -> new DrillAborted("could not sabotage: nothing is paid"));
        String second = merchant.chargeAnew(victim).body().path("id").asString("none");
        if (!Await.until(RECOVERY,
                () -> merchant.look(second).body().path("status").asString("").equals("captured"))) {
            throw new DrillAborted("could not sabotage: the second charge was not made");
        }
    }

    private static Customer signUp(Scene scene, int number) throws InterruptedException {
        Somebody fresh = scene.signUp("Drill " + number);
        List<String> methods = new ArrayList<>();
        for (String name : TOKENS) {
            Client.Answer method = scene.client().send("POST", "/api/v1/payment-methods", fresh.token(),
                    Map.of("token", name));
            if (method.status() != 201) {
                throw new DrillAborted("no payment method for " + name + " (answer " + method.status() + ")");
            }
            methods.add(method.body().path("id").asString());
        }
        return new Customer(fresh.id(), fresh.token(), methods);
    }
}
