package dev.whiteboard.gateway.resilience;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the upstreams are and how much of the gateway each may occupy.
 *
 * @param upstreams the replicas of each, by name
 * @param concurrentCalls places per upstream; the next call is refused at once instead of queued
 * @param openStreams sockets and event streams per upstream
 * @param breakerOpen how long a replica is left alone after its breaker opened
 * @param breakerWindow calls over which failures are counted; half of it decides
 */
@ConfigurationProperties("gateway.resilience")
public record UpstreamProperties(
        Map<String, List<URI>> upstreams,
        @DefaultValue("256") int concurrentCalls,
        @DefaultValue("10000") int openStreams,
        @DefaultValue("2s") Duration breakerOpen,
        @DefaultValue("20") int breakerWindow) {

    public UpstreamProperties {
        upstreams = Map.copyOf(upstreams);
    }
}
