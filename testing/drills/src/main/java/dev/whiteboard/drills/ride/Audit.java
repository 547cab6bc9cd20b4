package dev.whiteboard.drills.ride;

import dev.whiteboard.drills.Await;
import dev.whiteboard.drills.Client.Answer;
import dev.whiteboard.drills.Client;
import dev.whiteboard.drills.Somebody;
import dev.whiteboard.drills.Verdict;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Holds the rides to what riders and drivers were told, and the money to the provider's books. */
final class Audit {
    private static final Duration CATCH_UP = Duration.ofSeconds(120);
    private static final Set<String> OVER = Set.of("completed", "cancelled", "no_drivers");
    private static final Set<String> UNPAID = Set.of("cash", "declined", "failed", "voided", "rejected");
    private static final String CAPTURED = "captured";

    private final Client client;
    private final Ledger ledger;
    private final List<Somebody> riders;
    private final List<Somebody> drivers;
    /** By id, those whose acknowledgement got lost as well. */
    private final Map<String, JsonNode> rides = new HashMap<>();
    private final Map<String, Somebody> riderOf = new HashMap<>();
    private final Map<String, JsonNode> receipts = new HashMap<>();

    Audit(Client client, Ledger ledger, List<Somebody> riders, List<Somebody> drivers) {
        this.client = client;
        this.ledger = ledger;
        this.riders = riders;
        this.drivers = drivers;
    }

    void rides(Verdict verdict) throws InterruptedException {
        boolean ended = Await.until(CATCH_UP, this::areOver);
        List<String> open = rides.values().stream().filter(ride -> !OVER.contains(status(ride)))
                .map(Object::toString).toList();
        verdict.check("every ride comes to its end", ended && !rides.isEmpty(),
                open.size() + " of " + rides.size() + " are open " + few(open));
        List<String> lost = ledger.requested().keySet().stream().filter(ride -> !rides.containsKey(ride)).toList();
        verdict.check("every acknowledged ride is there", lost.isEmpty() && !ledger.requested().isEmpty(),
                lost.size() + " of " + ledger.requested().size() + " are lost " + few(lost));
        List<String> shared = ledger.won().entrySet().stream()
                .filter(won -> won.getValue().size() > 1 || !won.getValue().contains(driver(won.getKey())))
                .map(Object::toString).toList();
        verdict.check("no ride has two cars: who was told that it is theirs is who has it",
                shared.isEmpty() && !ledger.won().isEmpty(),
                shared.size() + " of " + ledger.won().size() + " differ " + few(shared));
    }

    /** From acceptance to end, no two rides of one driver overlap. */
    void cars(Verdict verdict) {
        List<String> twice = new ArrayList<>();
        int driven = 0;
        for (Somebody driver : drivers) {
            List<JsonNode> own = rides.values().stream()
                    .filter(ride -> ride.path("driver").path("driver_id").asString("").equals(driver.id())
                            && ride.hasNonNull("accepted_at"))
                    .sorted(Comparator.comparing(ride -> at(ride, "accepted_at"))).toList();
            driven += own.size();
            for (int i = 1; i < own.size(); i++) {
                if (at(own.get(i), "accepted_at").isBefore(at(own.get(i - 1), "ended_at"))) {
                    twice.add(driver.id() + ": " + own.get(i - 1) + " and " + own.get(i));
                }
            }
        }
        verdict.check("no car is in two rides at a time", twice.isEmpty() && driven > 0,
                twice.size() + " overlaps among " + driven + " rides " + few(twice));
    }

    /** A ride that was charged, once that is known of all. */
    Optional<String> settle(Verdict verdict) throws InterruptedException {
        boolean settled = Await.until(CATCH_UP, this::areSettled);
        List<String> open = receipts.entrySet().stream().filter(entry -> !isSettled(entry.getValue()))
                .map(Object::toString).toList();
        verdict.check("no payment stays open", settled, open.size() + " of " + receipts.size() + " are open "
                + few(open));
        return receipts.entrySet().stream().filter(entry -> payment(entry.getValue()).equals(CAPTURED))
                .map(Map.Entry::getKey).min(Comparator.naturalOrder());
    }

    void money(Verdict verdict, String adminToken) throws InterruptedException {
        Map<String, Long> taken = Books.taken(client);
        List<String> wrong = new ArrayList<>();
        long total = 0;
        for (String ride : rides.keySet()) {
            JsonNode receipt = receipts.get(ride);
            long due = receipt != null && payment(receipt).equals(CAPTURED) ? cents(receipt.path("total")) : 0;
            total += due;
            if (taken.getOrDefault(ride, 0L) != due) {
                wrong.add(ride + ": taken " + taken.getOrDefault(ride, 0L) + " of " + due);
            }
        }
        verdict.check("fares = what the provider took, once each", wrong.isEmpty() && total > 0,
                wrong.size() + " of " + rides.size() + " differ, " + total + " cents " + few(wrong));
        List<String> sums = receipts.values().stream().filter(receipt -> !addsUp(receipt)).map(Object::toString)
                .toList();
        verdict.check("every receipt adds up to the cent", sums.isEmpty() && !receipts.isEmpty(),
                sums.size() + " of " + receipts.size() + " do not " + few(sums));
        earnings(verdict);
        JsonNode check = client.get("/admin/ledger/check", adminToken).body();
        verdict.check("the ledger balances", check.path("balanced").asBoolean(false), check.toString());
    }

    private static boolean addsUp(JsonNode receipt) {
        return receipt.path("lines").valueStream().mapToLong(line -> cents(line.path("amount")))
                .sum() == cents(receipt.path("total"));
    }

    /** What drivers are told they made is what their riders were charged. */
    private void earnings(Verdict verdict) throws InterruptedException {
        List<String> wrong = new ArrayList<>();
        for (Somebody driver : drivers) {
            long charged = receipts.entrySet().stream().filter(entry -> driver(entry.getKey()).equals(driver.id())
                    && payment(entry.getValue()).equals(CAPTURED)).mapToLong(entry -> cents(
                            entry.getValue()
                                    .path("total")))
                    .sum();
            JsonNode told = client.get("/api/v1/drivers/earnings", driver.token()).body();
            if (cents(told.path("gross")) != charged
                    || cents(told.path("net")) + cents(told.path("platform_fee")) != charged) {
                wrong.add(driver.id() + " " + charged + " but " + told);
            }
        }
        verdict.check("drivers' earnings = their riders' fares = payout + fee", wrong.isEmpty(),
                wrong.size() + " of " + drivers.size() + " differ " + few(wrong));
    }

    private boolean areOver() throws InterruptedException {
        for (Somebody rider : riders) {
            String cursor = "";
            do {
                Answer page = client.get("/api/v1/rides?limit=100" + cursor, rider.token());
                if (page.status() != 200) {
                    return false;
                }
                for (JsonNode ride : page.body().path("data")) {
                    rides.put(ride.path("ride_id").asString(), ride);
                    riderOf.put(ride.path("ride_id").asString(), rider);
                }
                String next = page.body().path("pagination").path("next_cursor").asString("");
                cursor = next.isEmpty() ? "" : "&cursor=" + next;
            } while (!cursor.isEmpty());
        }
        return rides.values().stream().allMatch(ride -> OVER.contains(status(ride)));
    }

    private boolean areSettled() throws InterruptedException {
        for (Map.Entry<String, Somebody> entry : riderOf.entrySet()) {
            JsonNode known = receipts.get(entry.getKey());
            if (known != null && isSettled(known) || status(rides.get(entry.getKey())).equals("no_drivers")) {
                continue;
            }
            Answer answer = client.get("/api/v1/rides/" + entry.getKey() + "/receipt", entry.getValue().token());
            if (answer.status() == 200) {
                receipts.put(entry.getKey(), answer.body());
            } else if (answer.status() != 409) {
                return false;
            }
        }
        return receipts.values().stream().allMatch(Audit::isSettled);
    }

    private static boolean isSettled(JsonNode receipt) {
        return payment(receipt).equals(CAPTURED) || UNPAID.contains(payment(receipt));
    }

    private static String payment(JsonNode receipt) {
        return receipt.path("payment_status").asString("");
    }

    private static String status(@Nullable JsonNode ride) {
        return ride == null ? "" : ride.path("status").asString("");
    }

    private String driver(String ride) {
        JsonNode known = rides.get(ride);
        return known == null ? "" : known.path("driver").path("driver_id").asString("");
    }

    private static Instant at(JsonNode ride, String field) {
        return Instant.parse(ride.path(field).asString());
    }

    private static long cents(JsonNode amount) {
        return new BigDecimal(amount.asString("0")).movePointRight(2).longValueExact();
    }

    long centsOf(String ride) {
        JsonNode receipt = receipts.get(ride);
        return receipt == null ? 0 : cents(receipt.path("total"));
    }

    private static List<String> few(List<String> all) {
        return all.stream().limit(3).toList();
    }
}
