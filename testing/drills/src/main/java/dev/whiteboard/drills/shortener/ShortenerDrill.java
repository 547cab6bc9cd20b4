package dev.whiteboard.drills.shortener;

import dev.whiteboard.drills.Client;
import dev.whiteboard.drills.Drill;
import dev.whiteboard.drills.DrillAborted;
import dev.whiteboard.drills.Faults;
import dev.whiteboard.drills.Load;
import dev.whiteboard.drills.Load.Stretch;
import dev.whiteboard.drills.Scene;
import dev.whiteboard.drills.Verdict;
import java.time.Duration;
import java.util.Map;

/**
 * Links are made and followed while Redis freezes, Kafka stops and the service itself is killed. Afterwards every
 * link that was acknowledged must lead where the client was told, no key may have been given twice, no link may have led
 * more people on than it was made for, and the clicks counted must be the redirects that clients saw.
 */
public final class ShortenerDrill implements Drill {
    /** Clicks of this much traffic may be lost when the process is killed: the spool's flush interval. */
    private static final Duration UNFLUSHED = Duration.ofMillis(100);
    private static final double FROZEN_REDIS_P99_MS = 50;
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "url-shortener";
    }

    @Override
    public Verdict run(Scene scene) throws InterruptedException {
        var ledger = new Ledger();
        String token = scene.signUp("Drill").token();
        var traffic = new Traffic(scene.client(), scene.journal(), ledger, token, scene.options().seed());
        Duration calm = scene.options().calm();
        var verdict = new Verdict();
        long kills = 0;
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
            Stretch killed = load.enter("url-shortener killed");
            scene.faults().kill("url-shortener");
            kills++;
            load.run(calm);
            scene.comesBack("url-shortener", RECOVERY);
            Stretch recovered = load.during("recovered", calm);
            for (Stretch stretch : new Stretch[]{steady, frozen, withoutKafka, killed, recovered}) {
                verdict.figure(stretch.toString());
            }
            verdict.check("clients are served before, beside and after the faults",
                    steady.failed() + withoutKafka.failed() + frozen.failed() == 0 && recovered.total() > 0,
                    steady.failed() + " not served when steady, " + frozen.failed() + " with Redis frozen, "
                            + withoutKafka.failed() + " without Kafka");
            verdict.figure(String.format("with Redis frozen p99 is %.1f ms, target %.0f ms: %s", frozen.p99(),
                    FROZEN_REDIS_P99_MS, frozen.p99() <= FROZEN_REDIS_P99_MS ? "met" : "missed"));
        }
        if (scene.options().sabotage()) {
            sabotage(scene, ledger, token);
        }
        var audit = new Audit(scene.client(), ledger, token);
        audit.links(verdict);
        audit.clicks(verdict, kills * UNFLUSHED.toMillis() * scene.options().rate() / 1000);
        audit.reconciliation(verdict, scene.administrator());
        return verdict;
    }

    /** Changes where one acknowledged link leads, as a bug would, without telling the ledger. */
    private static void sabotage(Scene scene, Ledger ledger, String token) throws InterruptedException {
        var candidates = ledger.all().stream().filter(link -> !link.limited()).toList();
        var victim = candidates.get(scene.random().nextInt(candidates.size()));
        Client.Answer answer = scene.client().send("PATCH", "/api/v1/links/" + victim.key(), token,
                Map.of("long_url", "https://example.org/sabotaged"));
        if (answer.status() != 200) {
            throw new DrillAborted("could not sabotage: PATCH answered " + answer.status());
        }
    }
}
