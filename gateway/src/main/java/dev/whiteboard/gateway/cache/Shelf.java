package dev.whiteboard.gateway.cache;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import org.jspecify.annotations.Nullable;

/**
 * What is stored, bounded by its bytes. Caffeine's W-TinyLFU lets a newcomer displace what is asked for more often only
 * when it is asked for more often itself, so a scan over a thousand cold videos does not cost the hot ones their place.
 */
final class Shelf {
    /** As long as no fetch lasts that may have begun before a purge. */
    private static final Duration PURGES_KEPT = Duration.ofMinutes(5);
    private static final Duration PASSES_KEPT = Duration.ofSeconds(10);
    private static final int NAMES_KEPT = 100_000;

    private final Cache<Key, Entry> entries;
    private final Cache<String, List<String>> varying = Caffeine.newBuilder().maximumSize(NAMES_KEPT).build();
    private final Cache<String, Boolean> passed;
    private final Cache<String, Long> purged;

    Shelf(long bytes, LongSupplier nanos) {
        this.entries = Caffeine.newBuilder()
                .maximumWeight(bytes)
                .weigher((Key key, Entry entry) -> entry.weight())
                .removalListener((@Nullable Key key, @Nullable Entry entry, RemovalCause cause) -> {
                    if (entry != null) {
                        entry.body().release();
                    }
                })
                .executor(Runnable::run)
                .build();
        this.passed = Caffeine.newBuilder()
                .maximumSize(NAMES_KEPT)
                .expireAfterWrite(PASSES_KEPT)
                .ticker(nanos::getAsLong)
                .build();
        this.purged = Caffeine.newBuilder()
                .maximumSize(NAMES_KEPT)
                .expireAfterWrite(PURGES_KEPT)
                .ticker(nanos::getAsLong)
                .build();
    }

    /** The key of a question, as far as it is known what the answer depends on. */
    Key key(Ask ask) {
        List<String> known = varying.getIfPresent(ask.target());
        return known == null ? new Key(ask.target(), "") : ask.key(known);
    }

    /** What is there, and not purged: what was fetched meanwhile is on the shelf for a moment before it is let go. */
    @Nullable
    Entry find(Key key) {
        Entry entry = entries.getIfPresent(key);
        return entry == null || isPurged(entry) ? null : entry;
    }

    /** Remembers what answers to this target depend on. */
    void vary(Entry entry) {
        if (!entry.varying().isEmpty() || varying.getIfPresent(entry.key().target()) != null) {
            varying.put(entry.key().target(), entry.varying());
        }
    }

    /** Takes over the caller's hold on the body. What was purged while it was fetched is let go at once. */
    void keep(Entry entry) {
        entries.put(entry.key(), entry);
        if (isPurged(entry)) {
            drop(entry);
        }
    }

    void drop(Entry entry) {
        entries.asMap().remove(entry.key(), entry);
    }

    /** Answers to this target are not for keeping; so for a while nobody waits for somebody else's. */
    void pass(String target) {
        passed.put(target, Boolean.TRUE);
    }

    boolean isPassed(String target) {
        return passed.getIfPresent(target) != null;
    }

    /** Lets go of what bears one of these names. First the mark, then the sweep: what is being put between them finds the mark. */
    void purge(Collection<String> names, long now) {
        names.forEach(name -> purged.put(name, now));
        entries.asMap().values().removeIf(entry -> names.stream().anyMatch(entry.names()::contains));
    }

    /** Whether it was asked for before it was purged. */
    boolean isPurged(Entry entry) {
        for (String name : entry.names()) {
            Long at = purged.getIfPresent(name);
            if (at != null && entry.confirmed() - at <= 0) {
                return true;
            }
        }
        return false;
    }

    long count() {
        return entries.estimatedSize();
    }
}
