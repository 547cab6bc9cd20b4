package dev.whiteboard.gateway.health;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The platform's health, for load balancers and for whoever waits until it is up. */
@RestController
class HealthController {
    private final Readiness readiness;

    HealthController(Readiness readiness) {
        this.readiness = readiness;
    }

    @GetMapping("/actuator/health")
    ResponseEntity<Map<String, Object>> health() {
        PlatformState state = readiness.state();
        return switch (state) {
            case PlatformState.Starting(List<String> waitingFor) -> ResponseEntity
                    .status(HttpStatus.SERVICE_UNAVAILABLE)
                    .header(HttpHeaders.RETRY_AFTER, "1")
                    .body(body(state.status(), "waiting_for", waitingFor));
            case PlatformState.Up() -> answer(body(state.status(), "services", readiness.services()));
            case PlatformState.Degraded(List<String> missing) -> answer(body(state.status(), "missing", missing));
        };
    }

    private static ResponseEntity<Map<String, Object>> answer(Map<String, Object> body) {
        return ResponseEntity.ok().header(HttpHeaders.CACHE_CONTROL, "no-store").body(body);
    }

    private static Map<String, Object> body(String status, String member, List<String> names) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", status);
        body.put(member, names);
        return body;
    }
}
