package dev.whiteboard.drills.storage;

import dev.whiteboard.drills.Journal;
import dev.whiteboard.drills.Load;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;

/** New files, edits of the newest version known, edits that start from an older one and so end in conflicted copies, and reads. */
final class Traffic implements Load.Request {
    private static final int KINDS = 4;

    private final Drive drive;
    private final Journal journal;
    private final Ledger ledger;
    private final long seed;

    Traffic(Drive drive, Journal journal, Ledger ledger, long seed) {
        this.drive = drive;
        this.journal = journal;
        this.ledger = ledger;
        this.seed = seed;
    }

    @Override
    public boolean send(long number) throws InterruptedException {
        var random = new SplittableRandom(seed ^ number * 0x9E3779B97F4A7C15L);
        byte[] bytes = new byte[random.nextInt(1_000, 20_000)];
        random.nextBytes(bytes);
        List<Ledger.Saved> known = ledger.all();
        if (known.isEmpty() || number % KINDS == 0) {
            return save("drill-" + seed + "-" + number, 0, bytes);
        }
        Ledger.Saved some = known.get(random.nextInt(known.size()));
        return number % KINDS == 1 ? read(some) : save(some.name(), some.version(), bytes);
    }

    private boolean save(String name, int base, byte[] bytes) throws InterruptedException {
        Drive.Answer answer = drive.put(name, base, bytes);
        JsonNode json = answer.json();
        journal.note(answer.status() + " put " + name + " from " + base + " " + sha256(bytes) + " " + json);
        if (json.isMissingNode()) {
            return false;
        }
        JsonNode conflict = json.path("conflict");
        ledger.acknowledged(conflict.isMissingNode()
                ? new Ledger.Saved(json.path("file_id").asString(), name, json.path("version").asInt(), sha256(bytes))
                : new Ledger.Saved(conflict.path("file_id").asString(), conflict.path("file_name").asString(), 1,
                        sha256(bytes)));
        return true;
    }

    private boolean read(Ledger.Saved some) throws InterruptedException {
        Drive.Answer answer = drive.get(path(some));
        journal.note(answer.status() + " get " + some);
        return answer.status() == 200;
    }

    static String path(Ledger.Saved saved) {
        return "/api/v1/files/" + saved.fileId() + "/content?version=" + saved.version();
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
