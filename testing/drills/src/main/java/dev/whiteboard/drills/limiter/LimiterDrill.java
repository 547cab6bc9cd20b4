package dev.whiteboard.drills.limiter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.whiteboard.drills.Client;
import dev.whiteboard.drills.Drill;
import dev.whiteboard.drills.DrillAborted;
import dev.whiteboard.drills.Faults;
import dev.whiteboard.drills.Load;
import dev.whiteboard.drills.Load.Stretch;
import dev.whiteboard.drills.Scene;
import dev.whiteboard.drills.Verdict;

/**
 * A few clients ask about three times as often as a rule admits while Redis freezes and is killed. By their own log of
 * answers none of them may ever pass more often than the published bound, and none less often than its rate while Redis is
 * well.
 */
public final class LimiterDrill implements Drill {
    private static final String PATH = "/api/v1/users/me";
    private static final int CLIENTS = 6;
    private static final long REQUESTS = 20;
    private static final long WINDOW_SECONDS = 2;
    private static final double FROZEN_REDIS_P99_MS = 25;
    private static final long EXACT_AGAIN_MS = 2_000;
    /** A client's calls do not fall exactly when the next one is due. */
    private static final double LEAST_SHARE = 0.85;
    /** Until the supervisor has noticed that a process is gone. */
    private static final Duration DYING = Duration.ofSeconds(2);
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "rate-limiter";
    }

    @Override
    public Verdict run(Scene scene) throws InterruptedException {
        List<String> tokens = clients(scene);
        String admin = scene.administrator();
        String rule = makeRule(scene, admin);
        try {
            return run(scene, tokens, admin, rule);
        } finally {
            scene.client().send("DELETE", "/admin/rate-rules/" + rule, admin, Map.of());
        }
    }

    private static Verdict run(Scene scene, List<String> tokens, String admin, String rule)
            throws InterruptedException {
        var allowance = new Allowance(REQUESTS, WINDOW_SECONDS);
        var answers = new Answers();
        var verdict = new Verdict();
        Duration calm = scene.options().calm();
        try (var load = new Load(scene.options().rate(), number -> ask(scene, tokens, answers, number))) {
            load.warmUp(calm);
            long steadySince = System.nanoTime();
            Stretch steady = load.during("steady", calm);
            long steadyUntil = System.nanoTime();
            if (scene.options().sabotage()) {
                change(scene, admin, rule, REQUESTS * 3);
                load.during("sabotaged", calm);
            }
            long frozenSince = System.nanoTime();
            Stretch frozen = load.enter("redis frozen");
            try (Faults.Fault _ = scene.faults().freeze("redis")) {
                load.run(calm);
            }
            long thawed = System.nanoTime();
            allowance.fault(frozenSince, thawed);
            Stretch between = load.during("redis thawed", calm);
            long killedAt = System.nanoTime();
            Stretch killed = load.enter("redis killed");
            scene.faults().kill("redis");
            load.run(DYING);
            scene.comesBack("redis", RECOVERY);
            long restarted = System.nanoTime();
            allowance.fault(killedAt, restarted);
            load.run(calm);
            Stretch recovered = load.during("recovered", calm);
            for (Stretch stretch : new Stretch[]{steady, frozen, between, killed, recovered}) {
                verdict.figure(stretch.toString());
            }
            verdict.figure(String.format("with Redis frozen p99 is %.1f ms, target %.0f ms: %s", frozen.p99(),
                    FROZEN_REDIS_P99_MS, frozen.p99() <= FROZEN_REDIS_P99_MS ? "met" : "missed"));
            verdict.check("clients are answered before, beside and after the faults",
                    steady.failed() + frozen.failed() + between.failed() + killed.failed() + recovered.failed() == 0,
                    steady.failed() + " without an answer when steady, " + frozen.failed() + " with Redis frozen, "
                            + killed.failed() + " with Redis killed, " + (between.failed() + recovered.failed())
                            + " after");
            double share = answers.leastShare(steadySince, steadyUntil, allowance);
            verdict.check("nobody passes less often than the rate while Redis is well", share >= LEAST_SHARE,
                    String.format("the least passed %.0f %% of it", share * 100));
            long local = answers.count(frozenSince, thawed, "local");
            verdict.check("while Redis is frozen answers say that the gateway decides", local > 0, local + " of them");
            long back = Math.max(answers.millisUntilExact(thawed), answers.millisUntilExact(restarted));
            verdict.check("decisions are exact again within 2 s", back <= EXACT_AGAIN_MS, back + " ms");
        }
        long admitted = answers.count(true);
        long refused = answers.count(false);
        // On a busy machine Redis's answer may come too late without a fault of ours; the answers say so themselves.
        answers.spans("local", Allowance.ECHO).forEach(span -> allowance.byItself(span.from(), span.until()));
        double excess = answers.worstExcess(allowance);
        verdict.check("in no window does anybody pass more often than the published bound", excess <= 0 && admitted > 0,
                String.format("the worst window has %.1f more than allowed", excess));
        verdict.check("the limit was put to the test", refused > admitted / 4,
                admitted + " passed, " + refused + " refused");
        return verdict;
    }

    private static boolean ask(Scene scene, List<String> tokens, Answers answers, long number)
            throws InterruptedException {
        int client = (int) (number % tokens.size());
        long sent = System.nanoTime();
        Client.Answer answer = scene.client().get(PATH, tokens.get(client));
        long received = System.nanoTime();
        String mode = answer.header("X-RateLimit-Mode");
        scene.journal().note(sent + " " + received + " " + client + " " + answer.status() + " " + mode);
        if (mode == null) {
            return false;
        }
        answers.add("client " + client, new Answers.Answer(sent, received, answer.status() != 429, mode));
        return true;
    }

    private static String makeRule(Scene scene, String admin) throws InterruptedException {
        Client.Answer made = scene.client().send("POST", "/admin/rate-rules", admin, rule(REQUESTS));
        if (made.status() != 201) {
            throw new DrillAborted("could not make a rule: " + made.status() + " " + made.body());
        }
        return made.body().path("id").asString();
    }

    /** Raises the limit as a bug would, without telling the allowance. */
    private static void change(Scene scene, String admin, String id, long requests) throws InterruptedException {
        Client.Answer changed = scene.client().send("PUT", "/admin/rate-rules/" + id, admin, rule(requests));
        if (changed.status() != 200) {
            throw new DrillAborted("could not sabotage: PUT answered " + changed.status());
        }
    }

    private static Map<String, Object> rule(long requests) {
        return Map.of("client_type", "default", "endpoint", PATH, "key", "user", "max_requests", requests,
                "window_seconds", WINDOW_SECONDS, "on_redis_failure", "local");
    }

    private static List<String> clients(Scene scene) throws InterruptedException {
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            tokens.add(scene.signUp("Drill").token());
        }
        return tokens;
    }
}
