package dev.whiteboard.drills.ride;

import dev.whiteboard.drills.Await;
import dev.whiteboard.drills.Drill;
import dev.whiteboard.drills.DrillAborted;
import dev.whiteboard.drills.Faults;
import dev.whiteboard.drills.Load.Stretch;
import dev.whiteboard.drills.Load;
import dev.whiteboard.drills.Scene;
import dev.whiteboard.drills.Somebody;
import dev.whiteboard.drills.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * People are driven about while Redis freezes, Kafka stops, billing is killed and the service itself is killed. Afterwards
 * no ride has two cars, no car has had two rides, and fares are what the provider took.
 */
public final class RideDrill implements Drill {
    private static final Duration RECOVERY = Duration.ofSeconds(60);
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final Duration ENOUGH = Duration.ofSeconds(180);
    private static final String BILLING = "billing-service";
    private static final int CARS = 24;
    private static final int RIDERS = 40;
    private static final double RADIUS = 1_000;
    /** Every request is a ride, which is some fifty requests in the end. */
    private static final int MOST_A_SECOND = 1;

    @Override
    public String name() {
        return "ride-service";
    }

    @Override
    public Verdict run(Scene scene) throws InterruptedException {
        String prefix = Scene.freshName() + "_";
        List<Somebody> people = Crowd.of(scene.client(), prefix, CARS + RIDERS);
        List<Somebody> riders = people.subList(CARS, people.size());
        var town = new Town(RADIUS);
        var ledger = new Ledger();
        var verdict = new Verdict();
        var audit = new Audit(scene.client(), ledger, riders, people.subList(0, CARS));
        try (var fleet = new Fleet(scene.client(), town, ledger, people.subList(0, CARS), BEAT,
                scene.options().seed());
                var demand = new Demand(scene.client(), town, ledger, scene.journal(), riders,
                        scene.options().seed())) {
            try (var load = new Load(Math.min(MOST_A_SECOND, scene.options().rate()), demand)) {
                breakThings(scene, load, verdict);
            }
            Await.until(ENOUGH, ledger::isQuiet);
            verdict.figure(fleet.cars().size() + " cars: " + ledger.progress());
            audit.rides(verdict);
        }
        audit.cars(verdict);
        Optional<String> charged = audit.settle(verdict);
        if (scene.options().sabotage()) {
            String victim = charged.orElseThrow(() -> new DrillAborted("could not sabotage: nothing is charged"));
            Books.takeAgain(victim, audit.centsOf(victim));
        }
        audit.money(verdict, scene.administrator());
        return verdict;
    }

    private void breakThings(Scene scene, Load load, Verdict verdict) throws InterruptedException {
        Duration calm = scene.options().calm();
        load.warmUp(calm);
        Stretch steady = load.during("steady", calm);
        Stretch frozen = load.enter("redis frozen");
        try (Faults.Fault _ = scene.faults().freeze("redis")) {
            load.run(calm);
        }
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
        for (Stretch stretch : List.of(steady, frozen, withoutKafka, unbilled, killed, recovered)) {
            verdict.figure(stretch.toString());
        }
        verdict.check("nobody who asks for a ride notices that Redis, Kafka or billing is away",
                steady.failed() + frozen.failed() + withoutKafka.failed() + unbilled.failed() == 0
                        && recovered.total() > 0,
                steady.failed() + " not served when steady, " + frozen.failed() + " with Redis frozen, "
                        + withoutKafka.failed() + " without Kafka, " + unbilled.failed() + " without billing");
    }
}
