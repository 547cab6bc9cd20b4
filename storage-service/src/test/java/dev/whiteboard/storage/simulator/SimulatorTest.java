package dev.whiteboard.storage.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.common.id.PublicId;
import dev.whiteboard.storage.Storage;
import dev.whiteboard.storage.Storage.Answer;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Devices that work offline and meet at random, on the real service: after they have all met, all trees are equal and every
 * byte string that was ever saved is in a head, a version or a conflicted copy. A seed is a history; the same seed is the
 * same history.
 */
@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.S3}, shared = true)
class SimulatorTest {
    private static int run;

    private Storage storage;
    private JdbcClient jdbc;

    @BeforeEach
    void start(TestEnvironment environment, TestTokens tokens, DataSource dataSource) {
        storage = Storage.shared(environment, tokens);
        jdbc = JdbcClient.create(dataSource);
    }

    private interface Maker {
        Device make(String label, Storage.User user, Random random, Trace trace);
    }

    private List<String> simulate(long seed, int steps, Maker maker) {
        Random random = new Random(seed);
        Storage.User user = storage.user("sim" + run++ + "x" + seed);
        var trace = new Trace(user.id());
        List<Device> devices = new ArrayList<>();
        for (String label : List.of("laptop", "phone", "desk").subList(0, 2 + random.nextInt(2))) {
            devices.add(maker.make(label, user, new Random(random.nextLong()), trace));
        }
        List<byte[]> saved = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            Device device = devices.get(random.nextInt(devices.size()));
            switch (random.nextInt(5)) {
                case 0 -> saved.addAll(device.push());
                case 1 -> device.pull();
                default -> device.work();
            }
        }
        devices.forEach(device -> saved.addAll(device.push()));
        devices.forEach(Device::pull);
        check(user, devices, saved);
        trace.add(devices.getFirst().tree().toString());
        return trace.lines();
    }

    private void check(Storage.User user, List<Device> devices, List<byte[]> saved) {
        Set<String> truth = devices.getFirst().listed();
        for (Device device : devices) {
            assertThat(device.tree()).as(device.label).isEqualTo(truth);
            assertThat(device.pull()).as("a second sync does nothing").isZero();
        }
        Set<String> kept = new HashSet<>();
        jdbc.sql("select n.id, v.number from version v join node n on n.id = v.node_id where n.owner_id = :user")
                .param("user", user.id()).query(row -> {
                    String id = PublicId.format("file", row.getLong(1));
                    Answer content = user.get("/api/v1/files/" + id + "/content?version=" + row.getInt(2));
                    if (content.status() == 404) {
                        user.post("/api/v1/files/" + id + "/undelete", "");
                        content = user.get("/api/v1/files/" + id + "/content?version=" + row.getInt(2));
                    }
                    kept.add(content.body());
                });
        List<String> folders = jdbc
                .sql("select id from node where owner_id = :user and folder and deleted_at is not null")
                .param("user", user.id()).query((row, number) -> PublicId.format("folder",
                        row.getLong(1)))
                .list();
        if (!folders.isEmpty()) {
            folders.forEach(folder -> user.post("/api/v1/files/" + folder + "/undelete", "").ok());
            jdbc.sql("select n.id, v.number from version v join node n on n.id = v.node_id where n.owner_id = :user")
                    .param("user", user.id()).query(row -> {
                        String id = PublicId.format("file", row.getLong(1));
                        kept.add(user.get("/api/v1/files/" + id + "/content?version=" + row.getInt(2)).body());
                    });
        }
        saved.forEach(bytes -> assertThat(kept).as("every byte string that was saved can be had again")
                .contains(new String(bytes, StandardCharsets.UTF_8)));
    }

    @Test
    @Promise("storage.devices-converge")
    void devicesThatWorkOfflineEndUpEqualAndLoseNothing() {
        Random seeds = Seed.random("simulator");
        for (int round = 0; round < Scale.rounds(200); round++) {
            long seed = seeds.nextInt(1_000_000);
            try {
                simulate(seed, 30, Device::new);
            } catch (AssertionError broken) {
                throw new AssertionError("history " + seed + ": " + broken.getMessage(), broken);
            }
        }
    }

    @Test
    @Promise("storage.devices-converge")
    void theSameSeedIsTheSameHistory() {
        for (long seed = 1; seed <= 3; seed++) {
            assertThat(simulate(seed, 60, Device::new)).isEqualTo(simulate(seed, 60, Device::new)).isNotEmpty();
        }
    }

    @Test
    @Promise(value = "storage.devices-converge", naive = true)
    void devicesThatOverwriteWithoutABaseLoseBytes() {
        Random seeds = Seed.random("naive simulator");
        Toy.mustFail(20, () -> simulate(seeds.nextInt(1_000_000), 60, Overwriting::new));
    }

    /** Puts its own state in the place of what is there. */
    private static final class Overwriting extends Device {
        Overwriting(String label, Storage.User user, Random random, Trace trace) {
            super(label, user, random, trace);
        }

        @Override
        Answer send(Edit edit) {
            if (edit.kind() == Kind.EDIT) {
                user.call("DELETE", "/api/v1/files/" + edit.id() + "?permanent=true", "");
                return super.send(new Edit(Kind.CREATE, null, edit.parent(), edit.name(), 0, edit.bytes()));
            }
            return super.send(edit);
        }
    }
}
