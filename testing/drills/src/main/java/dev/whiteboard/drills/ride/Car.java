package dev.whiteboard.drills.ride;

import dev.whiteboard.city.Spot;
import dev.whiteboard.city.Way;
import dev.whiteboard.city.Ways;
import dev.whiteboard.drills.Client.Answer;
import dev.whiteboard.drills.Client;
import dev.whiteboard.drills.Somebody;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A driver: says where the car is, takes most offers, drives to the rider and to where the rider wants to go by the streets.
 * Whatever is in doubt is looked up.
 */
final class Car implements Runnable {
    private static final Set<String> BOUND = Set.of("accepted", "arriving", "in_progress");
    private static final int OK = 200;
    private static final int CONFLICT = 409;
    private static final int DECLINES = 12;
    private static final int IGNORES = 30;
    private static final double NANOS = 1e9;

    private final Client client;
    private final Town town;
    private final Ledger ledger;
    private final Somebody driver;
    private final Duration beat;
    private final SplittableRandom random;
    private int corner;
    private @Nullable JsonNode ride;
    private @Nullable Way way;
    private long setOut;
    private boolean doubtful;
    private volatile Spot at;
    private volatile boolean free = true;
    private volatile boolean over;

    Car(Client client, Town town, Ledger ledger, Somebody driver, Duration beat, SplittableRandom random) {
        this.client = client;
        this.town = town;
        this.ledger = ledger;
        this.driver = driver;
        this.beat = beat;
        this.random = random;
        this.corner = town.anyCorner(random);
        this.at = town.map().spot(corner);
    }

    /** Where it was when it last said so. */
    Spot at() {
        return at;
    }

    boolean isFree() {
        return free;
    }

    /** Whether it can drive now. */
    boolean begin(int number) throws InterruptedException {
        Answer registered = client.send("POST", "/api/v1/drivers", driver.token(),
                Map.of("vehicle", Map.of("make", "Fiat", "model", "Panda", "plate", "D " + number, "color", "red"),
                        "license_number", driver.id().replace('_', '-'), "city", "demo"));
        Answer status = client.send("PUT", "/api/v1/drivers/status", driver.token(), Map.of("status", "available"));
        return registered.status() < 300 && status.status() == OK && tell();
    }

    void end() {
        over = true;
    }

    @Override
    public void run() {
        try {
            TimeUnit.NANOSECONDS.sleep(random.nextLong(beat.toNanos()));
            while (!over) {
                tell();
                if (doubtful) {
                    lookUp();
                } else if (ride == null) {
                    look();
                } else {
                    drive();
                }
                TimeUnit.NANOSECONDS.sleep(beat.toNanos());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean tell() throws InterruptedException {
        Way taken = way;
        Spot here = taken == null ? town.map().spot(corner) : town.map().along(taken, underway());
        at = here;
        free = ride == null;
        return client.send("PUT", "/api/v1/drivers/location", driver.token(), Town.json(here)).status() < 300;
    }

    private double underway() {
        return (System.nanoTime() - setOut) / NANOS * Town.HURRY;
    }

    private void look() throws InterruptedException {
        for (JsonNode offer : client.get("/api/v1/drivers/offers", driver.token()).body().path("data")) {
            String offered = offer.path("ride_id").asString();
            int mood = random.nextInt(IGNORES);
            if (mood == 0) {
                continue;
            }
            boolean declines = mood < IGNORES / DECLINES;
            Answer answer = act(offered, declines ? "decline" : "accept");
            doubtful |= answer.inDoubt();
            if (!declines && answer.status() == OK) {
                ledger.won(offered, driver);
                toward(answer.body(), "pickup");
            }
        }
    }

    private Answer act(String rideId, String verb) throws InterruptedException {
        return client.send("POST", "/api/v1/rides/" + rideId + "/" + verb, driver.token(), Map.of());
    }

    private void toward(JsonNode of, String place) {
        ride = of;
        way = Ways.between(town.map(), corner, town.corner(of.path(place)));
        setOut = System.nanoTime();
    }

    private void drive() throws InterruptedException {
        JsonNode now = ride;
        Way taken = way;
        if (now == null || taken == null || underway() < taken.seconds()) {
            return;
        }
        corner = taken.stops().getLast().corner();
        String id = now.path("ride_id").asString();
        boolean aboard = now.path("status").asString().equals("in_progress");
        Answer answer = act(id, aboard ? "complete" : "arrive");
        if (!aboard && answer.status() == OK) {
            answer = act(id, "start");
        }
        if (answer.status() != OK) {
            doubtful = true;
        } else if (aboard) {
            beFree();
        } else {
            toward(answer.body(), "dropoff");
        }
    }

    private void beFree() {
        ride = null;
        way = null;
    }

    /** What the platform says is true: a ride of ours that is not over, or none. */
    private void lookUp() throws InterruptedException {
        Answer mine = client.get("/api/v1/rides?limit=20", driver.token());
        if (mine.status() != OK) {
            return;
        }
        doubtful = false;
        stopHere();
        for (JsonNode one : mine.body().path("data")) {
            if (BOUND.contains(one.path("status").asString())
                    && one.path("driver").path("driver_id").asString("").equals(driver.id())) {
                ledger.won(one.path("ride_id").asString(), driver);
                boolean aboard = one.path("status").asString().equals("in_progress");
                resume(one, aboard);
            }
        }
    }

    private void resume(JsonNode one, boolean aboard) throws InterruptedException {
        if (one.path("status").asString().equals("arriving")) {
            Answer started = act(one.path("ride_id").asString(), "start");
            doubtful = started.status() != OK;
            if (!doubtful) {
                toward(started.body(), "dropoff");
            }
        } else {
            toward(one, aboard ? "dropoff" : "pickup");
        }
    }

    /** Where it is by now. */
    private void stopHere() {
        Way taken = way;
        if (taken != null) {
            corner = town.map().nearest(town.map().along(taken, underway()));
        }
        beFree();
    }
}
