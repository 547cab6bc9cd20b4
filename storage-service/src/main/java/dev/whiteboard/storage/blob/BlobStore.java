package dev.whiteboard.storage.blob;

import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Objects by key. Every method ends within a bound, by its result or by {@link BlobsUnavailable}. */
public interface BlobStore {

    void put(String key, byte[] bytes, int length);

    /** @return the object's bytes from {@code first} to {@code last}, both inclusive; nothing if there is no such object */
    Optional<InputStream> open(String key, long first, long last);

    /** How long the object is; nothing if there is none. */
    OptionalLong size(String key);

    /** Within the store. @return whether there was something to copy */
    boolean copy(String from, String to);

    /** Also when there is nothing to delete. */
    void delete(String key);

    /** Keys that begin so, a thousand at most. */
    List<String> list(String prefix);

    /** An address at which anybody can read the object for a while. */
    URI readable(String key, Duration lifetime);

    /** An address at which anybody can write the object for a while. */
    URI writable(String key, Duration lifetime);
}
