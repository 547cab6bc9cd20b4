package dev.whiteboard.gateway.home;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

import dev.whiteboard.gateway.edge.EventLoop;
import dev.whiteboard.gateway.edge.Visit;
import dev.whiteboard.gateway.home.Part.Outcome;
import dev.whiteboard.gateway.telemetry.RequestId;
import dev.whiteboard.gateway.telemetry.TraceParent;
import reactor.core.publisher.Mono;

/** One call instead of one a service; what is missing is left out, and named. */
@RestController
class HomeController {
    record Missing(
            String part,
            String code,
            String message) {}

    private final Parts parts;

    HomeController(Parts parts) {
        this.parts = parts;
    }

    @GetMapping("/api/v1/home")
    Mono<ResponseEntity<Map<String, Object>>> home(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        return parts.fetch(inTheNameOf(exchange))
                .collectList()
                .publishOn(EventLoop.of(request))
                .map(outcomes -> ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(together(outcomes)));
    }

    private static HttpHeaders inTheNameOf(ServerWebExchange exchange) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.AUTHORIZATION, exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION));
        headers.set(RequestId.HEADER, Visit.of(exchange).requestId());
        headers.set(TraceParent.HEADER, Visit.of(exchange).trace().value());
        return headers;
    }

    private static Map<String, Object> together(List<Outcome> outcomes) {
        Map<String, Object> answer = new LinkedHashMap<>();
        List<Missing> missing = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            switch (outcome) {
                case Outcome.Arrived(Part part, var json) -> answer.put(part.name(), json);
                case Outcome.Missing(Part part, var code, var message) -> missing
                        .add(new Missing(part.name(), code, message));
            }
        }
        answer.put("missing", missing);
        return answer;
    }
}
