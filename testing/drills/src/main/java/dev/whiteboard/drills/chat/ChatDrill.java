package dev.whiteboard.drills.chat;

import dev.whiteboard.drills.Await;
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

/**
 * People write to each other and to groups, from two devices each, while the service is killed, Redis freezes, Kafka
 * stops and Postgres dies. Afterwards every device must have the same log, 1..max, with every message that was
 * acknowledged in its place, once.
 */
public final class ChatDrill implements Drill {
    private static final Duration RECOVERY = Duration.ofMinutes(3);

    @Override
    public String name() {
        return "chat-service";
    }

    @Override
    public Verdict run(Scene scene) throws InterruptedException {
        var ledger = new Ledger(scene.journal());
        var cast = new Cast(scene);
        cast.assemble(ledger);
        try {
            if (!Await.until(RECOVERY, () -> cast.devices().stream().allMatch(Device::synced))) {
                throw new DrillAborted("not every device could connect to /ws/chat and sync");
            }
            var verdict = new Verdict();
            load(scene, cast, ledger, verdict);
            if (scene.options().sabotage()) {
                sabotage(scene, cast, ledger);
            }
            var audit = new Audit(scene.client(), cast, ledger);
            audit.letters(verdict);
            audit.logs(verdict);
            audit.receipts(verdict);
            verdict.figure(cast.devices().size() + " devices connected " + ledger.connections()
                    + " times; errors told: " + ledger.errors());
            return verdict;
        } finally {
            cast.leave();
        }
    }

    private static void load(Scene scene, Cast cast, Ledger ledger, Verdict verdict) throws InterruptedException {
        Duration calm = scene.options().calm();
        Faults faults = scene.faults();
        List<Stretch> stretches = new ArrayList<>();
        try (var load = new Load(scene.options().rate(), new Traffic(cast, ledger, scene.options().seed()))) {
            load.warmUp(calm);
            Stretch steady = load.during("steady", calm);
            stretches.add(steady);
            stretches.add(killed("chat-service", load, scene, cast));
            Stretch frozen = load.enter("redis frozen");
            stretches.add(frozen);
            try (Faults.Fault _ = faults.freeze("redis")) {
                load.run(calm);
            }
            stretches.add(load.during("redis back", calm));
            Stretch withoutKafka = load.enter("kafka stopped");
            stretches.add(withoutKafka);
            try (Faults.Fault _ = faults.stop("kafka")) {
                load.run(calm);
            }
            stretches.add(killed("postgres", load, scene, cast));
            stretches.add(killed("chat-service", load, scene, cast));
            Stretch recovered = load.during("recovered", calm);
            stretches.add(recovered);
            stretches.forEach(stretch -> verdict.figure(stretch.toString()));
            verdict.check("messages are acknowledged before and after the faults, with Redis frozen and without Kafka",
                    steady.failed() + frozen.failed() + withoutKafka.failed() + recovered.failed() == 0
                            && recovered.total() > 0,
                    steady.failed() + " late when steady, " + frozen.failed() + " with Redis frozen, "
                            + withoutKafka.failed() + " without Kafka, " + recovered.failed() + " at the end");
        }
    }

    /** Kills a process under load and waits until it and all devices are back. */
    private static Stretch killed(String process, Load load, Scene scene, Cast cast) throws InterruptedException {
        Stretch stretch = load.enter(process + " killed");
        scene.faults().kill(process);
        load.run(scene.options().calm());
        if (!Await.until(RECOVERY, () -> scene.faults().ready(process) && scene.faults().ready("chat-service"))) {
            throw new DrillAborted(process + " did not come back within " + RECOVERY.toSeconds() + " s");
        }
        if (!Await.until(RECOVERY, () -> cast.devices().stream().allMatch(Device::isConnected))) {
            throw new DrillAborted("not every device could come back within " + RECOVERY.toSeconds() + " s");
        }
        load.during(process + " back", scene.options().calm());
        return stretch;
    }

    /** Deletes one acknowledged message, as a bug would, without telling the ledger. */
    private static void sabotage(Scene scene, Cast cast, Ledger ledger) throws InterruptedException {
        var acknowledged = ledger.acknowledged();
        var victim = acknowledged.get(scene.random().nextInt(acknowledged.size()));
        String path = "/api/v1/conversations/" + victim.letter().conversation() + "/messages/" + victim.messageId();
        for (Person person : cast.people()) {
            Client.Answer answer = scene.client().send("DELETE", path, person.token(), "");
            if (answer.status() == 204) {
                return;
            }
        }
        throw new DrillAborted("could not sabotage: nobody may delete " + path);
    }
}
