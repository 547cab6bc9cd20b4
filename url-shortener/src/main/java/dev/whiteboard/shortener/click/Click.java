package dev.whiteboard.shortener.click;

import java.net.InetAddress;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A redirect that was answered, as the listener saw it. Its addresses stay in memory, for a minute at most, and never
 * reach a disk or another process.
 *
 * @param id the event's id for all time (UUID version 7, it holds the time of the click)
 * @param forwardedFor the header of that name, if a proxy we trust wrote it
 * @param country two letters that such a proxy found
 */
public record Click(UUID id, String shortKey, @Nullable InetAddress peer, @Nullable String forwardedFor,
        @Nullable String userAgent, @Nullable String referrer, @Nullable String country, String traceparent) {}
