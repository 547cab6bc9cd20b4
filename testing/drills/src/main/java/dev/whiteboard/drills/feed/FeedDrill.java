package dev.whiteboard.drills.feed;

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
 * People read, tweet, like, follow and delete while Redis freezes, Kafka stops and the service itself is killed. No read
 * may show what its reader had been told is gone; afterwards every timeline must be what its reader's log says, and every
 * counter the size of its set.
 */
public final class FeedDrill implements Drill {
    private static final String SERVICE = "feed-service";
    private static final int MEMBERS = 12;
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    @Override
    public String name() {
        return SERVICE;
    }

    @Override
    public Verdict run(Scene scene) throws InterruptedException {
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < MEMBERS; i++) {
            Somebody fresh = scene.signUp("Drill " + i);
            members.add(new Member(i, fresh.id(), fresh.token()));
        }
        var ledger = new Ledger(members);
        var traffic = new Traffic(scene.client(), scene.journal(), ledger, scene.options().seed());
        Duration calm = scene.options().calm();
        var verdict = new Verdict();
        try (var load = new Load(scene.options().rate(), traffic)) {
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
            Stretch killed = load.enter(SERVICE + " killed");
            scene.faults().kill(SERVICE);
            load.run(calm);
            scene.comesBack(SERVICE, RECOVERY);
            Stretch recovered = load.during("recovered", calm);
            for (Stretch stretch : new Stretch[]{steady, frozen, withoutKafka, killed, recovered}) {
                verdict.figure(stretch.toString());
            }
            verdict.check("clients are served before, beside and after the faults",
                    steady.failed() + frozen.failed() + withoutKafka.failed() == 0 && recovered.total() > 0,
                    steady.failed() + " not served when steady, " + frozen.failed() + " with Redis frozen, "
                            + withoutKafka.failed() + " without Kafka");
        }
        if (scene.options().sabotage()) {
            sabotage(scene, ledger);
        }
        var audit = new Audit(scene.client(), ledger);
        audit.timelines(verdict);
        audit.counters(verdict, scene.administrator());
        return verdict;
    }

    /** Deletes one acknowledged tweet, as a bug would, without telling the ledger. */
    private static void sabotage(Scene scene, Ledger ledger) throws InterruptedException {
        Post victim = ledger.posts().stream().filter(post -> post.deleted() == Belief.NO).findFirst()
                .orElseThrow(() -> new DrillAborted("could not sabotage: no tweet is left"));
        Client.Answer answer = scene.client().send("DELETE", "/api/v1/tweets/" + victim.id(),
                ledger.members().get(victim.author()).token(), Map.of());
        if (answer.status() != 204) {
            throw new DrillAborted("could not sabotage: DELETE answered " + answer.status());
        }
    }
}
