package dev.whiteboard.shortener.redirect;

import dev.whiteboard.shortener.redirect.ClickLimits.Taken;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets no more visitors through a limited link than it has clicks left, on however many nodes: a click is taken in Postgres,
 * and committed, before anybody is redirected. What is taken is not given back, so a link may lead fewer people on than its
 * limit (a node dies between the two), never more.
 *
 * <p>
 * All commits of one link follow one another, so whoever comes while one is under way waits and is taken along by the next,
 * with all others who wait: a node has one statement under way for a link, however many visitors.
 */
final class Turnstile {
    private static final Logger LOG = LoggerFactory.getLogger(Turnstile.class);

    private final Map<Line, List<CompletableFuture<Passage>>> lines = new ConcurrentHashMap<>();
    private final ClickLimits limits;
    private final Targets targets;
    private final Executor loading;

    Turnstile(ClickLimits limits, Targets targets, Executor loading) {
        this.limits = limits;
        this.targets = targets;
        this.loading = loading;
    }

    /** @param passwordHash the hash of the password that the visitor knew; null if the link asks for none */
    CompletableFuture<Passage> pass(String shortKey, @Nullable String passwordHash) {
        var visitor = new CompletableFuture<Passage>();
        var line = new Line(shortKey, passwordHash);
        lines.compute(line, (_, waiting) -> {
            List<CompletableFuture<Passage>> all = waiting;
            if (all == null) {
                all = new ArrayList<>();
                loading.execute(() -> serve(line));
            }
            all.add(visitor);
            return all;
        });
        return visitor;
    }

    private void serve(Line line) {
        for (var group = next(line); !group.isEmpty(); group = next(line)) {
            try {
                serve(line.shortKey(), line.passwordHash(), group);
            } catch (RuntimeException e) {
                LOG.debug("nobody passes {}", line.shortKey(), e);
                group.addAll(next(line));
                group.forEach(visitor -> visitor.complete(new Passage.Unknown()));
            }
        }
    }

    private void serve(String shortKey, @Nullable String passwordHash, List<CompletableFuture<Passage>> group) {
        Optional<Taken> taken = limits.take(shortKey, passwordHash, group.size());
        int granted = taken.map(Taken::granted).orElse(0);
        taken.ifPresent(some -> group.subList(0, granted)
                .forEach(visitor -> visitor.complete(new Passage.Through(some.live()))));
        if (granted < group.size() || taken.map(Taken::usedUp).orElse(true)) {
            var turned = new Passage.Turned(targets.refresh(shortKey));
            group.subList(granted, group.size()).forEach(visitor -> visitor.complete(turned));
        }
    }

    /** All who wait now; nobody any more, and then the line is closed, in one step with those who come. */
    private List<CompletableFuture<Passage>> next(Line line) {
        var group = new ArrayList<CompletableFuture<Passage>>();
        lines.computeIfPresent(line, (_, waiting) -> {
            group.addAll(waiting);
            waiting.clear();
            return group.isEmpty() ? null : waiting;
        });
        return group;
    }

    private record Line(String shortKey, @Nullable String passwordHash) {}
}
