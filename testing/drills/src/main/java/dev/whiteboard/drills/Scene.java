package dev.whiteboard.drills;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * What a drill acts on.
 *
 * @param options how long, how hard, with which seed
 * @param client  the front door, as any client sees it
 * @param faults  what can be broken
 * @param home    the platform's folder, with the secrets of its services
 * @param journal the client's own log of answers: the truth that the platform is held to
 * @param random  every random choice of the drill, from the printed seed
 */
public record Scene(Options options, Client client, Faults faults, Path home, Journal journal,
        RandomGenerator random) {

    /** A user name that nobody has, also when the same seed is drilled again: it is not drawn from it. */
    public static String freshName() {
        return "drill_" + Long.toString(UUID.randomUUID().getMostSignificantBits() >>> 1, 36);
    }

    /** Registers somebody new. */
    public Somebody signUp(String displayName) throws InterruptedException {
        String username = freshName();
        Client.Answer answer = client.send("POST", "/api/v1/auth/register", null, Map.of("username", username,
                "password", "a drill's Passphrase 7", "display_name", displayName));
        if (answer.status() != 201) {
            throw new DrillAborted("cannot register at " + options.gateway() + " (answer " + answer.status()
                    + "): is the platform up? ./whiteboard up");
        }
        return new Somebody(answer.body().path("user").path("id").asString(),
                answer.body().path("access_token").asString());
    }

    /** The token of the platform's administrator. */
    public String administrator() throws InterruptedException {
        return client.send("POST", "/api/v1/auth/login", null, Map.of("username", "admin", "password", "whiteboard"))
                .body().path("access_token").asString("");
    }

    /** Waits until a process that was broken is ready again. */
    public void comesBack(String process, Duration atMost) throws InterruptedException {
        if (!Await.until(atMost, () -> faults.ready(process))) {
            throw new DrillAborted(process + " did not come back within " + atMost.toSeconds() + " s");
        }
    }
}
