package dev.whiteboard.storage.simulator;

import dev.whiteboard.storage.Storage;
import dev.whiteboard.storage.Storage.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One device of a user: works offline on what it knows, then pushes what it did and pulls what the others did. It may lose
 * the answer to what it pushed, and then pushes it again.
 */
class Device {
    /** A file or folder as this device knows it. */
    record Entry(String id, boolean folder, String parent, String name, int version) {}

    /** Something done offline. */
    record Edit(Kind kind, @Nullable String id, @Nullable String parent, String name, int base, byte[] bytes) {}

    /** What can be done offline. */
    enum Kind {
        CREATE, EDIT, MAKE_FOLDER, RENAME, MOVE, DELETE, UNDELETE
    }

    private static final String[] NAMES = {"a.txt", "b.txt", "A.TXT", "notes", "Notes", "caf\u00e9", "cafe\u0301", "x"};

    final String label;
    final Storage.User user;
    private final String root;
    private final Random random;
    private final Trace trace;
    private final Map<String, Entry> known = new HashMap<>();
    private final List<String> gone = new ArrayList<>();
    private final Deque<Edit> pending = new ArrayDeque<>();
    private String cursor = "";

    Device(String label, Storage.User user, Random random, Trace trace) {
        this.label = label;
        this.user = user;
        this.random = random;
        this.trace = trace;
        this.root = user.get("/api/v1/folders/root").ok().json().get("file_id").asString();
    }

    // --- offline

    void work() {
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        String name = NAMES[random.nextInt(NAMES.length)];
        byte[] bytes = (label + " " + random.nextLong()).getBytes(StandardCharsets.UTF_8);
        switch (kind) {
            case CREATE -> pending.add(new Edit(kind, null, someFolder(), name, 0, bytes));
            case MAKE_FOLDER -> pending.add(new Edit(kind, null, someFolder(), name, 0, bytes));
            case EDIT -> some(entry -> !entry.folder).ifPresent(file -> {
                pending.removeIf(edit -> edit.kind == Kind.EDIT && file.id.equals(edit.id));
                pending.add(new Edit(kind, file.id, file.parent, file.name, file.version, bytes));
            });
            case RENAME -> some(entry -> true)
                    .ifPresent(entry -> pending.add(new Edit(kind, entry.id, null, name, 0, bytes)));
            case MOVE -> some(entry -> true)
                    .ifPresent(entry -> pending.add(new Edit(kind, entry.id, someFolder(), name, 0, bytes)));
            case DELETE -> some(entry -> true).ifPresent(
                    entry -> pending.add(new Edit(kind, entry.id, null, entry.name, entry.version, bytes)));
            case UNDELETE -> {
                if (!gone.isEmpty()) {
                    pending.add(new Edit(kind, gone.get(random.nextInt(gone.size())), null, "", 0, bytes));
                }
            }
        }
    }

    private Optional<Entry> some(Predicate<Entry> wanted) {
        List<Entry> candidates = known.values().stream().filter(wanted).sorted(Comparator.comparing(this::path))
                .toList();
        return candidates.isEmpty()
                ? Optional.empty()
                : Optional.of(candidates.get(random.nextInt(candidates.size())));
    }

    private String someFolder() {
        return random.nextInt(3) == 0 ? root : some(Entry::folder).map(Entry::id).orElse(root);
    }

    // --- online

    /** @return the contents that the server has acknowledged */
    List<byte[]> push() {
        List<byte[]> saved = new ArrayList<>();
        while (!pending.isEmpty()) {
            Edit edit = pending.peek();
            Answer answer = send(edit);
            trace.add(label + " " + edit.kind + " " + edit.name + " " + answer.status() + conflict(answer));
            if (answer.status() >= 500) {
                throw new AssertionError(answer.body());
            }
            if (answer.status() / 100 == 2 && (edit.kind == Kind.CREATE || edit.kind == Kind.EDIT)) {
                saved.add(edit.bytes);
            }
            if (answer.status() == 404 && edit.kind == Kind.CREATE && !root.equals(edit.parent)) {
                pending.remove();
                pending.addFirst(new Edit(Kind.CREATE, null, root, edit.name, 0, edit.bytes));
                continue;
            }
            if (answer.status() == 404 && edit.kind == Kind.EDIT) {
                pending.remove();
                pending.addFirst(new Edit(Kind.CREATE, null, root, edit.name, 0, edit.bytes));
                continue;
            }
            boolean answerLost = random.nextInt(10) == 0;
            if (!answerLost) {
                pending.remove();
            }
        }
        return saved;
    }

    Answer send(Edit edit) {
        return switch (edit.kind) {
            case CREATE -> user.put(edit.name, edit.bytes, "&parent_folder_id=" + edit.parent);
            case EDIT -> random.nextBoolean()
                    ? user.put(edit.name, edit.bytes, "&parent_folder_id=" + edit.parent + "&base_version=" + edit.base)
                    : byChunks(edit);
            case MAKE_FOLDER -> user.post("/api/v1/folders",
                    Storage.json(Map.of("folder_name", edit.name, "parent_folder_id", edit.parent)));
            case RENAME -> user.patch(edit.id, Map.of("file_name", edit.name));
            case MOVE -> user.patch(edit.id, Map.of("parent_folder_id", edit.parent));
            case DELETE -> user.call("DELETE", "/api/v1/files/" + edit.id + "?base_version=" + edit.base, "");
            case UNDELETE -> user.post("/api/v1/files/" + edit.id + "/undelete", "");
        };
    }

    private Answer byChunks(Edit edit) {
        Answer begun = user.init(edit.name, edit.bytes, 16, edit.base, edit.parent);
        if (begun.status() != 201) {
            return begun;
        }
        String upload = begun.json().get("upload_id").asString();
        for (byte[] chunk : Storage.cut(edit.bytes, 16)) {
            user.putChunk(upload, chunk).ok();
        }
        return user.complete(upload);
    }

    private static String conflict(Answer answer) {
        return answer.status() / 100 == 2 && answer.bytes().length > 0 && answer.json().has("conflict")
                ? " conflict " + answer.json().get("conflict").get("file_name").asString()
                : "";
    }

    /** @return how many changes there were */
    int pull() {
        int changes = 0;
        while (true) {
            JsonNode page = user.get("/api/v1/sync?limit=10&cursor=" + cursor).ok().json();
            for (JsonNode change : page.get("changes")) {
                apply(change);
                changes++;
            }
            cursor = page.get("cursor").asString();
            if (!page.get("has_more").asBoolean()) {
                return changes;
            }
        }
    }

    private void apply(JsonNode change) {
        String id = change.get("file_id").asString();
        if (change.get("type").asString().equals("removed")) {
            gone.add(id);
            forget(id);
            return;
        }
        boolean folder = change.get("kind").asString().equals("folder");
        known.put(id, entry(change));
        if (folder && change.get("type").asString().equals("added")) {
            look(id);
        }
    }

    private static Entry entry(JsonNode node) {
        return new Entry(node.get("file_id").asString(), node.get("kind").asString().equals("folder"),
                node.get("parent_folder_id").asString(), node.get("file_name").asString(),
                node.path("version").asInt(0));
    }

    private void forget(String id) {
        known.remove(id);
        List<String> inside = known.values().stream().filter(entry -> entry.parent.equals(id)).map(Entry::id).toList();
        inside.forEach(this::forget);
    }

    /** A folder that came back brings along what is in it. */
    private void look(String folder) {
        Answer listed = user.get("/api/v1/folders/" + folder + "/children?limit=100");
        if (listed.status() == 200) {
            listed.json().get("data").forEach(child -> {
                Entry entry = entry(child);
                known.put(entry.id, entry);
                if (entry.folder) {
                    look(entry.id);
                }
            });
        }
    }

    // --- what it sees

    Set<String> tree() {
        Set<String> tree = new TreeSet<>();
        known.values().forEach(entry -> tree.add(path(entry) + " " + entry.version));
        return tree;
    }

    private String path(Entry entry) {
        Set<String> seen = new HashSet<>();
        StringBuilder path = new StringBuilder();
        for (Entry at = entry; at != null; at = known.get(at.parent)) {
            if (!seen.add(at.id)) {
                throw new AssertionError("a circle of folders: " + path);
            }
            path.insert(0, "/" + at.name);
            if (at.parent.equals(root)) {
                return path.toString();
            }
        }
        return "?" + path;
    }

    /** The server's own answer to what there is. */
    Set<String> listed() {
        Set<String> tree = new TreeSet<>();
        list(root, "", tree);
        return tree;
    }

    private void list(String folder, String path, Set<String> tree) {
        user.get("/api/v1/folders/" + folder + "/children?limit=100").ok().json().get("data").forEach(child -> {
            Entry entry = entry(child);
            tree.add(path + "/" + entry.name + " " + entry.version);
            if (entry.folder) {
                list(entry.id, path + "/" + entry.name, tree);
            }
        });
    }
}
