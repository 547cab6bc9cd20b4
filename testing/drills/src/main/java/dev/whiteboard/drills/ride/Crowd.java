package dev.whiteboard.drills.ride;

import dev.whiteboard.drills.Await;
import dev.whiteboard.drills.Client;
import dev.whiteboard.drills.Client.Answer;
import dev.whiteboard.drills.DrillAborted;
import dev.whiteboard.drills.Somebody;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** People with accounts. */
final class Crowd {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CREATED = 201;
    /** Passwords are hashed slowly on purpose. */
    private static final int AT_ONCE = 4;

    private Crowd() {}

    /** So many, with names that begin alike. */
    static List<Somebody> of(Client client, String prefix, int many) throws InterruptedException {
        try (ExecutorService registering = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<Somebody>> asked = registering.invokeAll(IntStream.range(0, many)
                    .<Callable<Somebody>>mapToObj(number -> () -> register(client, prefix + number))
                    .toList());
            List<Somebody> people = new ArrayList<>();
            for (Future<Somebody> person : asked) {
                people.add(person.get());
            }
            return people;
        } catch (ExecutionException e) {
            throw new DrillAborted(String.valueOf(e.getCause()));
        }
    }

    private static Somebody register(Client client, String username) throws InterruptedException {
        Answer[] answer = new Answer[1];
        boolean done = Await.until(PATIENCE, () -> {
            answer[0] = client.send("POST", "/api/v1/auth/register", null, Map.of("username", username, "password",
                    "a drill's Passphrase 7", "display_name", "Drill"));
            return answer[0].status() == CREATED;
        });
        if (!done) {
            throw new DrillAborted("cannot register (answer " + answer[0].status() + "): is the platform up? "
                    + "./whiteboard up");
        }
        return new Somebody(answer[0].body().path("user").path("id").asString(),
                answer[0].body().path("access_token").asString());
    }
}
