package dev.whiteboard.shortener.redirect;

import dev.whiteboard.shortener.click.Click;
import dev.whiteboard.shortener.click.ClickIds;
import dev.whiteboard.shortener.click.ClickRecorder;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.net.SocketAddress;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Has clicks recorded, with what their requests tell about the visitor. */
final class Visits {
    static final AsciiString FORWARDED_FOR = AsciiString.cached("X-Forwarded-For");

    private final ClickRecorder clicks;
    private final ClickIds ids;
    private final ForwardedHeaders forwarded;

    Visits(ClickRecorder clicks, ClickIds ids, ForwardedHeaders forwarded) {
        this.clicks = clicks;
        this.ids = ids;
        this.forwarded = forwarded;
    }

    /** @return whether the visitor may be redirected, as {@link ClickRecorder#record} says */
    CompletableFuture<Boolean> record(String shortKey, long now, @Nullable SocketAddress peer, HttpHeaders headers,
            String traceparent) {
        boolean trusted = forwarded.trustedFrom(peer);
        return clicks.record(new Click(ids.next(now), shortKey, ForwardedHeaders.peer(peer),
                trusted ? headers.get(FORWARDED_FOR) : null, headers.get(HttpHeaderNames.USER_AGENT),
                headers.get(HttpHeaderNames.REFERER), trusted ? headers.get(forwarded.countryHeader()) : null,
                traceparent));
    }

    /** The headers that {@link #record} reads. */
    String[] names() {
        return new String[]{FORWARDED_FOR.toString(), HttpHeaderNames.USER_AGENT.toString(),
            HttpHeaderNames.REFERER.toString(), forwarded.countryHeader(), Trace.TRACEPARENT.toString()};
    }
}
