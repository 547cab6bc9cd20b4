package dev.whiteboard.storage.chunk;

import dev.whiteboard.storage.blob.BlobStore;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** Objects in memory, for tests that try out a hundred thousand orders of things. */
class MemoryBlobs implements BlobStore {
    final Map<String, byte[]> objects = new ConcurrentHashMap<>();

    @Override
    public void put(String key, byte[] bytes, int length) {
        objects.put(key, Arrays.copyOf(bytes, length));
    }

    @Override
    public Optional<InputStream> open(String key, long first, long last) {
        return Optional.ofNullable(objects.get(key)).map(
                bytes -> new ByteArrayInputStream(Arrays.copyOfRange(bytes, (int) first, (int) last + 1)));
    }

    @Override
    public OptionalLong size(String key) {
        byte[] bytes = objects.get(key);
        return bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes.length);
    }

    @Override
    public boolean copy(String from, String to) {
        byte[] bytes = objects.get(from);
        if (bytes != null) {
            objects.put(to, bytes);
        }
        return bytes != null;
    }

    @Override
    public void delete(String key) {
        objects.remove(key);
    }

    @Override
    public List<String> list(String prefix) {
        return objects.keySet().stream().filter(key -> key.startsWith(prefix)).sorted().toList();
    }

    @Override
    public URI readable(String key, Duration lifetime) {
        return URI.create("memory:" + key);
    }

    @Override
    public URI writable(String key, Duration lifetime) {
        return URI.create("memory:" + key);
    }
}
