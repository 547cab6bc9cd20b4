package dev.whiteboard.drills.ride;

import dev.whiteboard.city.Picture;
import dev.whiteboard.city.Spot;
import dev.whiteboard.drills.Await;
import dev.whiteboard.drills.Client;
import dev.whiteboard.drills.Journal;
import dev.whiteboard.drills.Load;
import dev.whiteboard.drills.Somebody;
import dev.whiteboard.drills.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * A city for a while: drivers drive, riders ride, nothing is broken on purpose. It shows what the platform does, loads it,
 * and judges it by the same audit as the drill.
 */
public final class Simulation {
    private static final Duration BEAT = Duration.ofSeconds(2);
    private static final Duration SAID_EVERY = Duration.ofSeconds(5);
    private static final Duration ENOUGH = Duration.ofSeconds(240);
    private static final double NARROW = 1_500;
    private static final double WIDER_PER_DRIVER = 10;

    private final Client client;
    private final Journal journal;

    public Simulation(Client client, Journal journal) {
        this.client = client;
        this.journal = journal;
    }

    /**
     * @param name begins the names of all who take part
     * @param drivers how many cars; half as many people ride
     * @param perSecond how many ask for a ride each second
     * @param picture what to draw at the end of the time, before the last ones get home
     */
    public Verdict run(String name, int drivers, int perSecond, Duration time, long seed, Optional<Path> picture)
            throws InterruptedException {
        System.out.printf("registering %d drivers and %d riders%n", drivers, riders(drivers));
        List<Somebody> people = Crowd.of(client, name, drivers + riders(drivers));
        var town = new Town(NARROW + WIDER_PER_DRIVER * drivers);
        var ledger = new Ledger();
        var verdict = new Verdict();
        List<Somebody> riders = people.subList(drivers, people.size());
        var audit = new Audit(client, ledger, riders, people.subList(0, drivers));
        try (var fleet = new Fleet(client, town, ledger, people.subList(0, drivers), BEAT, seed);
                var demand = new Demand(client, town, ledger, journal, riders, seed)) {
            try (var load = new Load(perSecond, demand)) {
                Load.Stretch whole = load.enter("requests");
                for (Duration past = Duration.ZERO; past.compareTo(time) < 0; past = past.plus(SAID_EVERY)) {
                    TimeUnit.NANOSECONDS.sleep(SAID_EVERY.toNanos());
                    System.out.printf("%4d s  %s%n", past.plus(SAID_EVERY).toSeconds(), ledger.progress());
                }
                verdict.figure(whole.toString());
                verdict.check("every request is answered", whole.failed() == 0 && whole.total() > 0,
                        whole.failed() + " of " + whole.total() + " are not");
            }
            if (picture.isPresent()) {
                draw(town, fleet, picture.get());
            }
            Await.until(ENOUGH, ledger::isQuiet);
            verdict.figure(drivers + " cars: " + ledger.progress() + "; " + demand.unserved()
                    + " times everybody was riding already");
            audit.rides(verdict);
        }
        audit.cars(verdict);
        audit.settle(verdict);
        audit.money(verdict, administrator());
        return verdict;
    }

    private static int riders(int drivers) {
        return drivers / 2 + 10;
    }

    private void draw(Town town, Fleet fleet, Path file) throws InterruptedException {
        var picture = new Picture(town.map());
        JsonNode surge = client.get("/api/v1/rides/surge?city=demo", null).body();
        for (JsonNode cell : surge.path("cells")) {
            JsonNode centre = cell.path("centre");
            picture.cell(new Spot(centre.path("lat").asDouble(), centre.path("lng").asDouble()),
                    cell.path("multiplier").asDouble(1));
        }
        fleet.cars().forEach(car -> picture.dot(car.at(), car.isFree() ? "#2b8a3e" : "#1c3d5a"));
        try {
            picture.write(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String administrator() throws InterruptedException {
        return client.send("POST", "/api/v1/auth/login", null, Map.of("username", "admin", "password", "whiteboard"))
                .body().path("access_token").asString("");
    }
}
