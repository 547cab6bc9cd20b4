package dev.whiteboard.video.blob;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Objects by key. Every method ends within a bound, by its result or by {@link BlobsUnavailable}. */
public interface BlobStore {

    /** A part of an upload, as the store knows it. */
    record Part(int number, String etag, long size) {}

    void put(String key, byte[] bytes);

    void put(String key, Path file);

    /** @return the object's bytes from {@code first} to {@code last}, both inclusive; nothing if there is no such object */
    Optional<InputStream> open(String key, long first, long last);

    /** How long the object is; nothing if there is none. */
    OptionalLong size(String key);

    /** Within the store. @return whether there was something to copy */
    boolean copy(String from, String to);

    /** Also when there is nothing to delete. */
    void delete(List<String> keys);

    /** Keys that begin so, a thousand at most. */
    List<String> list(String prefix);

    /** An address at which this service's own programs can read the object for a while. */
    URI readable(String key, Duration lifetime);

    /** An address at which anybody can write the object for a while. */
    URI writable(String key, Duration lifetime);

    /** Begins an upload in parts. @return the store's name for it */
    String beginParts(String key);

    /** An address at which anybody can write that part for a while. */
    URI writablePart(String key, String upload, int number, Duration lifetime);

    /** The parts that have arrived; nothing if the upload is over. */
    Optional<List<Part>> parts(String key, String upload);

    /** Makes the object of its parts. @return false if these are not its parts, or the upload is over */
    boolean finishParts(String key, String upload, List<Part> parts);

    /** Gives an upload in parts up; also when it is over. */
    void abortParts(String key, String upload);
}
