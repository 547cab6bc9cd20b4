package dev.whiteboard.storage.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.common.id.SnowflakeGenerator;
import dev.whiteboard.storage.Storage;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A file of one chunk, two further uploads of the same, and a collector: what can happen to a chunk, a step at a time, on the real tables. */
class World {
    private static final AtomicLong NUMBER = new AtomicLong(System.nanoTime());
    private static final int MANY = 100_000;

    /** What can happen next. */
    enum Step {
        BEGIN_A, SEND_A, COMMIT_A, BEGIN_B, SEND_B, COMMIT_B, END_B, DROP, CONDEMN, SWEEP, REMOVE
    }

    final MemoryBlobs blobs = new MemoryBlobs();
    final JdbcClient jdbc;
    final Chunks chunks;
    final LooseObjects loose;
    private final ChunkVault vault;
    private final SnowflakeGenerator ids;
    private final TransactionTemplate transactions;
    final byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(NUMBER.incrementAndGet()).array();
    final ChunkRef chunk = new ChunkRef(ChunkHash.ofBytes(bytes, 0, bytes.length), bytes.length);
    private final String user = "usr_world" + NUMBER.incrementAndGet();
    private final long node;
    private final Long[] uploads = new Long[2];
    private final boolean[] committed = new boolean[2];

    World(Storage storage) {
        var context = storage.node();
        this.jdbc = context.bean(JdbcClient.class);
        this.chunks = context.bean(Chunks.class);
        this.loose = context.bean(LooseObjects.class);
        this.ids = context.bean(SnowflakeGenerator.class);
        var manager = context.bean(PlatformTransactionManager.class);
        this.vault = new ChunkVault(chunks, loose, blobs, ids, manager);
        this.transactions = new TransactionTemplate(manager);
        this.node = ids.next();
        jdbc.sql(
                "insert into node (id, owner_id, folder, name, name_key, modified_by) values (:id, :user, true, '', '', :user)")
                .param("id", node).param("user", user).update();
        List.of(Step.BEGIN_A, Step.SEND_A, Step.COMMIT_A).forEach(this::take);
        uploads[0] = null;
        committed[0] = false;
    }

    void take(Step step) {
        switch (step) {
            case BEGIN_A -> begin(0);
            case SEND_A -> send(0);
            case COMMIT_A -> commit(0);
            case BEGIN_B -> begin(1);
            case SEND_B -> send(1);
            case COMMIT_B -> commit(1);
            case END_B -> end(1);
            case DROP -> jdbc.sql("delete from version where node_id = :node").param("node", node).update();
            case CONDEMN -> condemn();
            case SWEEP -> sweep();
            case REMOVE -> new Collector(jdbc, loose, blobs).remove(MANY);
        }
    }

    long upload() {
        return uploads[0];
    }

    void condemn() {
        new Collector(jdbc, loose, blobs).condemn(MANY);
    }

    void sweep() {
        transactions.execute(status -> new Collector(jdbc, loose, blobs).sweep(Duration.ZERO, MANY));
    }

    private void begin(int which) {
        if (uploads[which] == null) {
            long id = ids.next();
            uploads[which] = id;
            transactions.executeWithoutResult(status -> {
                jdbc.sql(
                        """
                                insert into upload (id, user_id, owner_id, parent_id, file_name, node_id, manifest, reserved, expires_at)
                                values (:id, :user, :user, :node, 'x', :node, '', 0, wb_now() + interval '1 day')""")
                        .param("id", id).param("user", user).param("node", node).update();
                chunks.lease(id, user, node, Map.of(chunk.hash(), chunk.size()));
            });
        }
    }

    private void send(int which) {
        if (open(which) && !ready(which)) {
            vault.store(uploads[which], chunk, bytes);
        }
    }

    private void commit(int which) {
        if (open(which) && ready(which)) {
            committed[which] = true;
            long version = ids.next();
            transactions.executeWithoutResult(status -> {
                jdbc.sql("""
                        insert into version (id, node_id, number, size, etag, manifest, created_by)
                        values (:id, :node, :id % 1000000000, 0, '', '', '')""").param("id", version)
                        .param("node", node)
                        .update();
                chunks.use(version, user, new Manifest(List.of(chunk)));
                chunks.release(uploads[which]);
            });
        }
    }

    private void end(int which) {
        if (open(which)) {
            transactions.executeWithoutResult(status -> {
                jdbc.sql("update upload set state = 'ended', ended_at = wb_now() where id = :id")
                        .param("id", uploads[which]).update();
                chunks.release(uploads[which]);
            });
            uploads[which] = null;
        }
    }

    private boolean open(int which) {
        return uploads[which] != null && !committed[which];
    }

    private boolean ready(int which) {
        return chunks.missing(uploads[which], new ChunkHash("0".repeat(64)), 1).isEmpty();
    }

    /** Every version that there is can be read, bit for bit; and what an upload was told is there, is there. */
    void check() {
        boolean needed = !jdbc.sql("select id from version where node_id = :node").param("node", node).query(Long.class)
                .list().isEmpty();
        for (int which = 0; which < 2; which++) {
            needed |= open(which) && ready(which);
        }
        if (needed) {
            String key = chunks.keys(Set.of(chunk.hash())).get(chunk.hash());
            assertThat(key).as("a needed chunk has a row").isNotNull();
            assertThat(blobs.objects.get(key)).as("a needed chunk has its bytes").isEqualTo(bytes);
        }
    }

    /** What matters for what can happen next. */
    String state() {
        List<String> parts = new ArrayList<>();
        for (int which = 0; which < 2; which++) {
            parts.add(uploads[which] == null ? "-" : committed[which] ? "c" : ready(which) ? "r" : "b");
        }
        parts.add(jdbc.sql("select count(*) from version where node_id = :node").param("node", node)
                .query(String.class).single());
        parts.addAll(jdbc.sql("select (condemned_at is null)::text from chunk where hash = :hash")
                .param("hash", chunk.hash().bytes()).query(String.class).list());
        Set<String> keys = new HashSet<>(chunks.keys(Set.of(chunk.hash())).values());
        parts.add("objects " + blobs.objects.size() + " named " + keys.size());
        return String.join(" ", parts);
    }
}
