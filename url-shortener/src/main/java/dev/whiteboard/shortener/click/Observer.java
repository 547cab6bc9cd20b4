package dev.whiteboard.shortener.click;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Turns what a listener saw into what may be kept. Visitors and browsers repeat, so both are worked out once and remembered. */
final class Observer {
    private static final int REMEMBERED = 10_000;
    private static final Duration FORGOTTEN = Duration.ofMinutes(1);

    private final Visitors visitors;
    private final Cache<String, UserAgent> userAgents = Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    private final Cache<Visitor, Long> hashes = Caffeine.newBuilder().maximumSize(REMEMBERED)
            .expireAfterWrite(FORGOTTEN).build();

    Observer(Visitors visitors) {
        this.visitors = visitors;
    }

    ClickEvent observe(Click click) {
        Instant at = Instant.ofEpochMilli(ClickIds.millis(click.id()));
        UserAgent agent = click.userAgent() == null
                ? UserAgent.of(null)
                : userAgents.get(click.userAgent(), UserAgent::of);
        return new ClickEvent(click.id(), click.shortKey(), at, agent.bot(), Referrer.host(click.referrer()),
                Country.code(click.country()), agent.device(), agent.browser(), visitor(click, at));
    }

    private @Nullable Long visitor(Click click, Instant at) {
        var visitor = new Visitor(at.atOffset(ZoneOffset.UTC).toLocalDate(), click.peer(), click.forwardedFor(),
                click.userAgent());
        Long known = hashes.getIfPresent(visitor);
        if (known != null) {
            return known;
        }
        Long hash = visitors.hash(at, address(visitor), visitor.userAgent());
        if (hash != null) {
            hashes.put(visitor, hash);
        }
        return hash;
    }

    /** The last address in the list is the one that the proxy in front of us saw itself; the others are hearsay. */
    private static String address(Visitor visitor) {
        String list = visitor.forwardedFor();
        if (list != null) {
            return list.substring(list.lastIndexOf(',') + 1).strip();
        }
        return visitor.peer() == null ? "" : visitor.peer().getHostAddress();
    }

    private record Visitor(LocalDate day, @Nullable InetAddress peer, @Nullable String forwardedFor,
            @Nullable String userAgent) {}
}
