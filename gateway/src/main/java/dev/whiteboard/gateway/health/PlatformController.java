package dev.whiteboard.gateway.health;

import java.util.List;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.whiteboard.gateway.resilience.Upstream;
import dev.whiteboard.gateway.resilience.Upstreams;

/** What an administrator sees of the platform: every upstream with its replicas, breakers and load. */
@RestController
class PlatformController {
    record Platform(
            String status,
            List<UpstreamView> upstreams) {}

    record UpstreamView(
            String name,
            int callsUnderWay,
            int callsAtMost,
            List<ReplicaView> replicas) {}

    record ReplicaView(
            String address,
            boolean ready,
            String breaker) {}

    private final Readiness readiness;
    private final Upstreams upstreams;

    PlatformController(Readiness readiness, Upstreams upstreams) {
        this.readiness = readiness;
        this.upstreams = upstreams;
    }

    @GetMapping("/admin/platform")
    Platform platform() {
        return new Platform(readiness.state().status(), upstreams.all().stream().map(this::view).toList());
    }

    private UpstreamView view(Upstream upstream) {
        var calls = upstream.bulkhead(false).getMetrics();
        int atMost = calls.getMaxAllowedConcurrentCalls();
        List<ReplicaView> replicas = upstream.replicas()
                .stream()
                .map(replica -> new ReplicaView(replica.address().toString(), readiness.isReady(replica.address()),
                        replica.state()))
                .toList();
        return new UpstreamView(upstream.name(), atMost - calls.getAvailableConcurrentCalls(), atMost, replicas);
    }
}
