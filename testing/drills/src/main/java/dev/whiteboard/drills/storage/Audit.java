package dev.whiteboard.drills.storage;

import dev.whiteboard.drills.Verdict;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Holds the service to the ledger, and its log, its folders and its quota to each other. */
final class Audit {
    private final Drive drive;
    private final Ledger ledger;

    Audit(Drive drive, Ledger ledger) {
        this.drive = drive;
        this.ledger = ledger;
    }

    void bytes(Verdict verdict) throws InterruptedException {
        int lost = 0;
        for (Ledger.Saved saved : ledger.all()) {
            Drive.Answer answer = drive.get(Traffic.path(saved));
            if (answer.status() != 200 || !Traffic.sha256(answer.body()).equals(saved.sha256())) {
                lost++;
            }
        }
        verdict.check("every acknowledged byte can be had again, and nothing live was collected",
                lost == 0 && !ledger.all().isEmpty(), lost + " lost of " + ledger.all().size() + " versions");
    }

    void trees(Verdict verdict) throws InterruptedException {
        Map<String, Long> listed = listed();
        Map<String, Long> told = told();
        verdict.check("the log tells the tree", listed.equals(told) && !listed.isEmpty(),
                listed.size() + " files listed, " + told.size() + " in the log");
        long sum = listed.values().stream().mapToLong(Long::longValue).sum();
        JsonNode quota = drive.get("/api/v1/storage/quota").json();
        verdict.check("the quota is exact", quota.path("used_bytes").asLong(-1) == sum,
                quota.path("used_bytes") + " used, the files have " + sum);
    }

    private Map<String, Long> listed() throws InterruptedException {
        Map<String, Long> sizes = new HashMap<>();
        String cursor = "";
        do {
            JsonNode page = drive.get("/api/v1/folders/root/children?limit=100&cursor=" + cursor).json();
            page.path("data").forEach(file -> sizes.put(file.path("file_id").asString(), file.path("size").asLong()));
            cursor = page.path("pagination").path("next_cursor").asString("");
        } while (!cursor.isEmpty());
        return sizes;
    }

    private Map<String, Long> told() throws InterruptedException {
        Map<String, Long> sizes = new HashMap<>();
        String cursor = "";
        boolean more = true;
        while (more) {
            JsonNode page = drive.get("/api/v1/sync?cursor=" + cursor).json();
            page.path("changes").forEach(change -> {
                String id = change.path("file_id").asString();
                if (change.path("type").asString().equals("removed")) {
                    sizes.remove(id);
                } else {
                    sizes.put(id, change.path("size").asLong());
                }
            });
            cursor = page.path("cursor").asString();
            more = page.path("has_more").asBoolean(false);
        }
        return sizes;
    }
}
