package dev.whiteboard.shortener.redirect;

import dev.whiteboard.shortener.clock.DatabaseTime;
import dev.whiteboard.shortener.link.LockedLink;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lets those in who come with a password, by the other listener: their clicks are taken and recorded like all others. */
public final class Entrance {
    private static final long PATIENCE_SECONDS = 3;

    private final Targets targets;
    private final Turnstile turnstile;
    private final DatabaseTime time;
    private final Visits visits;

    Entrance(Targets targets, Turnstile turnstile, DatabaseTime time, Visits visits) {
        this.targets = targets;
        this.turnstile = turnstile;
        this.time = time;
        this.visits = visits;
    }

    /**
     * @param locked the link as it was when the visitor's password was found right
     * @param peer the address of the visitor, or of the gateway
     * @param headers the visitor's headers, by name; null for one that did not come
     */
    public Entry enter(LockedLink locked, String peer, Function<String, @Nullable String> headers) {
        String key = locked.link().shortKey();
        return switch (passage(locked)) {
            case Passage.Through(Target.Live live) when recorded(key, peer, headers) ->
                new Entry.Admitted(live.location());
            case Passage.Through _ -> new Entry.Unknown();
            case Passage.Turned _ -> new Entry.Gone();
            case Passage.Unknown _ -> new Entry.Unknown();
        };
    }

    private Passage passage(LockedLink locked) {
        return switch (targets.unlessBlocked(Target.of(locked.link()))) {
            case Target.Guarded guarded when guarded.live().ended(time.millis()) -> new Passage.Turned(guarded);
            case Target.Guarded guarded when guarded.limited() -> pass(locked);
            case Target.Guarded guarded -> new Passage.Through(guarded.live());
            case null, default -> new Passage.Turned(new Target.Gone(0));
        };
    }

    private Passage pass(LockedLink locked) {
        try {
            return turnstile.pass(locked.link().shortKey(), locked.passwordHash())
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return new Passage.Unknown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Passage.Unknown();
        }
    }

    private boolean recorded(String key, String peer, Function<String, @Nullable String> headers) {
        HttpHeaders told = new DefaultHttpHeaders(false);
        for (String name : visits.names()) {
            String value = headers.apply(name);
            if (value != null) {
                told.set(name, value);
            }
        }
        var address = new InetSocketAddress(NetUtil.createInetAddressFromIpAddressString(peer), 0);
        return visits.record(key, time.millis(), address, told, Trace.of(told).traceparent()).join();
    }
}
