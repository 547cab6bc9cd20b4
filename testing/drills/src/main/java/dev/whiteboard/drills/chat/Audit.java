package dev.whiteboard.drills.chat;

import dev.whiteboard.drills.Await;
import dev.whiteboard.drills.Client;
import dev.whiteboard.drills.Verdict;
import dev.whiteboard.drills.chat.Ledger.Acknowledged;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Holds the platform to the ledger once the load has stopped. */
final class Audit {
    private static final Duration CATCH_UP = Duration.ofSeconds(60);
    private static final int PAGE = 100;

    private final Client client;
    private final Cast cast;
    private final Ledger ledger;

    Audit(Client client, Cast cast, Ledger ledger) {
        this.client = client;
        this.cast = cast;
        this.ledger = ledger;
    }

    void letters(Verdict verdict) throws InterruptedException {
        boolean all = Await.until(CATCH_UP,
                () -> cast.devices().stream().allMatch(device -> device.unacknowledged() == 0));
        verdict.check("every message is acknowledged in the end", all && ledger.letters() > 0,
                ledger.acknowledged().size() + " of " + ledger.letters());
        verdict.check("no answer contradicts another", ledger.contradictions().isEmpty(),
                some(ledger.contradictions()));
    }

    /** Compares the server's history, the devices that lived through it all, and a fresh one of each user. */
    void logs(Verdict verdict) throws InterruptedException {
        Map<String, SequencedMap<Long, String>> logs = histories();
        List<String> wrong = new ArrayList<>();
        for (Acknowledged told : ledger.acknowledged()) {
            var log = logs.getOrDefault(told.letter().conversation(), new TreeMap<>());
            if (!told.letter().content().equals(log.get(told.seq()))) {
                wrong.add("'" + told.letter().content() + "' was acknowledged as " + told.seq() + ", where '"
                        + log.get(told.seq()) + "' stands");
            }
        }
        verdict.check("every acknowledged message stands where the client was told", wrong.isEmpty(), some(wrong));
        List<String> odd = new ArrayList<>();
        logs.forEach((conversation, log) -> oddities(conversation, log, odd));
        verdict.check("a conversation is 1..max, every message once, none that nobody wrote", odd.isEmpty(), some(odd));
        Await.until(CATCH_UP, () -> cast.devices().stream().allMatch(device -> differences(device, logs).isEmpty()));
        verdict.check("every device has the same log", differences(cast.devices(), logs).isEmpty(),
                some(differences(cast.devices(), logs)));
        fresh(verdict, logs);
    }

    private void fresh(Verdict verdict, Map<String, SequencedMap<Long, String>> logs) throws InterruptedException {
        List<Device> devices = cast.people().stream()
                .map(person -> cast.device(person, person.devices().size(), ledger))
                .toList();
        Await.until(CATCH_UP, () -> devices.stream().allMatch(Device::synced));
        List<String> differences = differences(devices, logs);
        for (Device device : devices) {
            if (device.wasReset()) {
                differences.add(device.name() + " was reset");
            }
            device.close();
        }
        verdict.check("a new device is given all of it by one sync", differences.isEmpty(), some(differences));
    }

    void receipts(Verdict verdict) {
        verdict.check("no receipt goes back", ledger.receiptsGoneBack().isEmpty() && ledger.receipts() > 0,
                ledger.receipts() + " receipts, " + some(ledger.receiptsGoneBack()));
    }

    private Map<String, SequencedMap<Long, String>> histories() throws InterruptedException {
        Map<String, SequencedMap<Long, String>> logs = new HashMap<>();
        for (Conversation conversation : cast.conversations()) {
            var log = new TreeMap<Long, String>();
            boolean more = true;
            while (more) {
                long after = log.isEmpty() ? 0 : log.lastKey();
                JsonNode page = client.get("/api/v1/conversations/" + conversation.id() + "/messages?limit=" + PAGE
                        + "&after_seq=" + after, conversation.members().getFirst().token()).body();
                page.path("data").forEach(
                        entry -> log.put(entry.path("seq").asLong(0), entry.path("content").asString("")));
                more = !log.isEmpty() && log.lastKey() > after;
            }
            logs.put(conversation.id(), log);
        }
        return logs;
    }

    private void oddities(String conversation, SequencedMap<Long, String> log, List<String> odd) {
        if (!log.isEmpty() && (log.firstEntry().getKey() != 1 || log.lastEntry().getKey() != log.size())) {
            odd.add(conversation + " has " + log.size() + " entries up to " + log.lastEntry().getKey());
        }
        var seen = new HashSet<String>();
        log.forEach((seq, content) -> {
            if (!seen.add(content)) {
                odd.add("'" + content + "' stands twice in " + conversation);
            }
            if (!ledger.wasWritten(content)) {
                odd.add("nobody wrote '" + content + "', at " + seq + " of " + conversation);
            }
        });
    }

    private static List<String> differences(List<Device> devices, Map<String, SequencedMap<Long, String>> logs) {
        var all = new ArrayList<String>();
        devices.forEach(device -> all.addAll(differences(device, logs)));
        return all;
    }

    private static List<String> differences(Device device, Map<String, SequencedMap<Long, String>> logs) {
        var found = new ArrayList<String>();
        device.shelves().forEach((conversation, shelf) -> {
            SequencedMap<Long, String> log = logs.getOrDefault(conversation, new TreeMap<>());
            if (!shelf.contents().equals(log)) {
                found.add(device.name() + " has " + conversation + " whole up to " + shelf.whole() + " and ends at "
                        + shelf.last() + " of " + log.size());
            }
        });
        return found;
    }

    private static String some(List<String> list) {
        return list.size() + " exceptions" + (list.isEmpty() ? "" : ", such as " + list.stream().limit(3).toList());
    }
}
