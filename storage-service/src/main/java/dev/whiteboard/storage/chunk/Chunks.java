package dev.whiteboard.storage.chunk;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/**
 * The table of chunks and what holds on to them.
 *
 * <p>
 * A chunk is needed by versions ({@code chunk_use}) and by uploads under way ({@code upload_chunk.stored}); both are
 * foreign keys, so Postgres itself refuses to let a needed chunk go. Who begins to need one locks its row first
 * ({@code FOR KEY SHARE}): the row that is locked will still be there at the commit, and a row that collection is
 * deleting is waited for and then not found.
 */
@Repository
public class Chunks {
    private final JdbcClient jdbc;

    Chunks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Notes what an upload needs, and takes a lease on what its user has already: in a file of theirs, in the file that
     * is edited, or in another upload of theirs. What only others have counts as missing, so nobody learns or gains
     * anything by knowing a hash.
     *
     * @return what is missing
     */
    public Set<ChunkHash> lease(long uploadId, String userId, long editedNode, Map<ChunkHash, Integer> wanted) {
        Set<ChunkHash> missing = new HashSet<>(wanted.keySet());
        List<ChunkHash> known = jdbc
                .sql("""
                        select c.hash from chunk c join unnest(:hashes::bytea[], :sizes::int[]) as wish (hash, size) using (hash, size)
                        where exists (select from chunk_use u where u.hash = c.hash and u.owner_id = :user)
                           or exists (select from chunk_use u join version v on v.id = u.version_id
                                      where u.hash = c.hash and v.node_id = :node)
                           or exists (select from upload_chunk l join upload o on o.id = l.upload_id
                                      where l.stored = c.hash and o.user_id = :user)
                        order by c.hash for key share of c""")
                .param("hashes", hashes(wanted.keySet())).param("sizes", sizes(wanted.values()))
                .param("user", userId).param("node", editedNode)
                .query((row, number) -> ChunkHash.of(row.getBytes(1))).list();
        missing.removeAll(known);
        jdbc.sql("""
                insert into upload_chunk (upload_id, hash, size, stored)
                select :upload, wish.hash, wish.size, case when wish.hash = any(:known::bytea[]) then wish.hash end
                from unnest(:hashes::bytea[], :sizes::int[]) as wish (hash, size) order by wish.hash""")
                .param("upload", uploadId).param("known", hashes(known)).param("hashes", hashes(wanted.keySet()))
                .param("sizes", sizes(wanted.values())).update();
        resurrect(known);
        return missing;
    }

    /** Takes a lease on a chunk whose bytes the upload has shown. @return whether it is in the store */
    boolean leaseProven(long uploadId, ChunkRef chunk) {
        boolean there = jdbc.sql("select true from chunk where hash = :hash and size = :size for key share")
                .param("hash", chunk.hash().bytes()).param("size", chunk.size())
                .query(Boolean.class).optional().isPresent();
        if (there) {
            hold(uploadId, chunk);
            resurrect(List.of(chunk.hash()));
        }
        return there;
    }

    boolean exists(ChunkRef chunk) {
        return jdbc.sql("select true from chunk where hash = :hash and size = :size")
                .param("hash", chunk.hash().bytes())
                .param("size", chunk.size()).query(Boolean.class).optional().isPresent();
    }

    /** @return whether the chunk is in the store now under that key; not if another incarnation was faster */
    boolean insert(long uploadId, ChunkRef chunk, String key) {
        boolean fresh = jdbc.sql("""
                insert into chunk (hash, object_key, size) values (:hash, :key, :size) on conflict do nothing""")
                .param("hash", chunk.hash().bytes()).param("key", key).param("size", chunk.size()).update() == 1;
        if (fresh) {
            hold(uploadId, chunk);
        }
        return fresh;
    }

    /** Only for an upload that is open, and stays so until this has committed: one that has ended would never let go. */
    private void hold(long uploadId, ChunkRef chunk) {
        int held = jdbc.sql("""
                with open as (select id from upload where id = :upload and state = 'open' for share)
                insert into upload_chunk (upload_id, hash, size, stored) select id, :hash, :size, :hash from open
                on conflict (upload_id, hash) do update set stored = excluded.stored""")
                .param("upload", uploadId).param("hash", chunk.hash().bytes()).param("size", chunk.size()).update();
        if (held == 0) {
            throw Problem.of(ErrorCode.GONE, "this upload has ended").asException();
        }
    }

    /** A chunk that was condemned and is wanted again is condemned no more: collection, which comes back with the old verdict, finds it changed. */
    private void resurrect(Collection<ChunkHash> wanted) {
        jdbc.sql("""
                update chunk set condemned_at = null where hash in (
                    select hash from chunk where hash = any(:hashes::bytea[]) and condemned_at is not null
                    order by hash for no key update)""").param("hashes", hashes(wanted)).update();
    }

    /** What of an upload has not been stored. */
    public List<ChunkRef> missing(long uploadId, ChunkHash after, int limit) {
        return jdbc.sql("""
                select hash, size from upload_chunk where upload_id = :upload and stored is null and hash > :after
                order by hash limit :limit""")
                .param("upload", uploadId).param("after", after.bytes()).param("limit", limit)
                .query((row, number) -> new ChunkRef(ChunkHash.of(row.getBytes(1)), row.getInt(2))).list();
    }

    /** What the upload said about a chunk, if it named it. */
    public Optional<ChunkRef> wanted(long uploadId, ChunkHash hash) {
        return jdbc.sql("select size from upload_chunk where upload_id = :upload and hash = :hash")
                .param("upload", uploadId).param("hash", hash.bytes())
                .query(Integer.class).optional().map(size -> new ChunkRef(hash, size));
    }

    /** A version holds on to its chunks, which the upload's lease kept until now. */
    public void use(long versionId, String ownerId, Manifest manifest) {
        jdbc.sql("""
                insert into chunk_use (version_id, hash, owner_id)
                select :version, hash, :owner from unnest(:hashes::bytea[]) as wish (hash) order by hash""")
                .param("version", versionId).param("owner", ownerId)
                .param("hashes", hashes(manifest.distinct().keySet())).update();
    }

    /** The upload lets go of what it held. */
    public void release(long uploadId) {
        jdbc.sql("delete from upload_chunk where upload_id = :upload").param("upload", uploadId).update();
    }

    /** Where each chunk lies. */
    public Map<ChunkHash, String> keys(Collection<ChunkHash> hashes) {
        Map<ChunkHash, String> keys = new HashMap<>();
        jdbc.sql("select hash, object_key from chunk where hash = any(:hashes::bytea[])").param("hashes",
                hashes(hashes)).query(row -> {
                    keys.put(ChunkHash.of(row.getBytes(1)), row.getString(2));
                });
        return keys;
    }

    private static SqlArrayValue hashes(Collection<ChunkHash> hashes) {
        List<byte[]> bytes = new ArrayList<>();
        hashes.forEach(hash -> bytes.add(hash.bytes()));
        return new SqlArrayValue("bytea", (Object[]) bytes.toArray(byte[][]::new));
    }

    private static SqlArrayValue sizes(Collection<Integer> sizes) {
        return new SqlArrayValue("int4", (Object[]) sizes.toArray(Integer[]::new));
    }
}
