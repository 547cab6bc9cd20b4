package dev.whiteboard.drills.ride;

import dev.whiteboard.drills.Client.Answer;
import dev.whiteboard.drills.Client;
import dev.whiteboard.drills.Journal;
import dev.whiteboard.drills.Load;
import dev.whiteboard.drills.Somebody;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Each request is somebody who wants a ride; some cancel, most pay by card, and all rate. */
final class Demand implements Load.Request, AutoCloseable {
    private static final Set<String> OVER = Set.of("completed", "cancelled", "no_drivers");
    private static final int CREATED = 201;
    private static final int CANCELS = 12;
    private static final int CASH = 6;
    private static final int DECLINED = 10;
    private static final double SHORTEST = 300;
    private static final double LONGEST = 800;

    private final Client client;
    private final Town town;
    private final Ledger ledger;
    private final Journal journal;
    private final long seed;
    private final Queue<Somebody> idle;
    private final AtomicInteger unserved = new AtomicInteger();
    private final ExecutorService waiting = Executors.newVirtualThreadPerTaskExecutor();

    Demand(Client client, Town town, Ledger ledger, Journal journal, List<Somebody> riders, long seed) {
        this.client = client;
        this.town = town;
        this.ledger = ledger;
        this.journal = journal;
        this.idle = new ConcurrentLinkedQueue<>(riders);
        this.seed = seed;
    }

    /** Nobody is there who could ask, and so nobody is turned down. */
    @Override
    public boolean send(long number) throws InterruptedException {
        Somebody rider = idle.poll();
        if (rider == null) {
            unserved.incrementAndGet();
            return true;
        }
        var random = new SplittableRandom(seed ^ number * 0x9E3779B97F4A7C15L);
        Answer answer = client.send("POST", "/api/v1/rides/request", rider.token(), wish(random));
        journal.note(answer.status() + " request " + answer.body());
        if (answer.status() != CREATED) {
            idle.add(rider);
            return false;
        }
        String ride = answer.body().path("ride_id").asString();
        ledger.requested(ride, rider);
        waiting.execute(() -> ride(ride, rider, random));
        return true;
    }

    private Map<String, Object> wish(SplittableRandom random) {
        int from = town.anyCorner(random);
        int to = town.awayFrom(from, SHORTEST, LONGEST, random);
        Map<String, Object> wish = new HashMap<>(Map.of("pickup", Town.json(town.map().spot(from)), "dropoff",
                Town.json(town.map().spot(to))));
        if (random.nextInt(CASH) > 0) {
            wish.put("payment_method_id", random.nextInt(DECLINED) == 0 ? "tok_declined" : "tok_visa");
        }
        return wish;
    }

    private void ride(String ride, Somebody rider, SplittableRandom random) {
        boolean cancels = random.nextInt(CANCELS) == 0;
        try {
            String status = "";
            while (!OVER.contains(status)) {
                TimeUnit.SECONDS.sleep(1 + random.nextInt(2));
                if (cancels && random.nextInt(4) == 0) {
                    client.send("POST", "/api/v1/rides/" + ride + "/cancel", rider.token(), Map.of());
                }
                status = client.get("/api/v1/rides/" + ride, rider.token()).body().path("status").asString("");
            }
            ledger.over(ride, status);
            journal.note(status + " " + ride);
            if (status.equals("completed")) {
                client.send("POST", "/api/v1/rides/" + ride + "/rate", rider.token(),
                        Map.of("rating", 1 + random.nextInt(5)));
            }
            idle.add(rider);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** How often everybody was riding already. */
    int unserved() {
        return unserved.get();
    }

    /** Leaves those who still wait. */
    @Override
    public void close() {
        waiting.shutdownNow();
    }
}
