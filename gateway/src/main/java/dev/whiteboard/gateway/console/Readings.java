package dev.whiteboard.gateway.console;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;

import dev.whiteboard.gateway.health.Readiness;
import dev.whiteboard.gateway.resilience.Upstreams;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Asks services' management ports how they are while somebody looks at their board: each at most once in two seconds,
 * however many look.
 */
@Component
class Readings {
    /** The latest reading of a service, and one that is some seconds older. */
    record Pair(
            Reading now,
            @Nullable Reading before) {}

    private record Answer(
            List<Reading.Sample> samples,
            Map<String, Boolean> components) {}

    private static final Duration KEPT = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int REMEMBERED = 5;
    private static final long LONGEST_GAP = Duration.ofSeconds(30).toNanos();
    private static final int LARGEST = 8 << 20;

    private final Upstreams upstreams;
    private final Set<String> wanted;
    private final Map<String, Mono<Pair>> byService = new ConcurrentHashMap<>();
    private final WebClient http = WebClient.builder().codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST))
            .build();

    Readings(Upstreams upstreams, Boards boards) {
        this.upstreams = upstreams;
        this.wanted = boards.all()
                .stream()
                .flatMap(board -> board.boxes().stream())
                .flatMap(box -> box.figures().stream())
                .map(Board.Figure::metric)
                .collect(Collectors.toUnmodifiableSet());
    }

    Mono<Pair> of(String service) {
        return byService.computeIfAbsent(service, this::remembering);
    }

    private Mono<Pair> remembering(String service) {
        Deque<Reading> earlier = new ArrayDeque<>();
        return Mono.defer(() -> ask(service)).map(now -> {
            while (!earlier.isEmpty()
                    && (earlier.size() >= REMEMBERED || now.atNanos() - earlier.getLast().atNanos() > LONGEST_GAP)) {
                earlier.removeFirst();
            }
            Reading before = earlier.peekFirst();
            earlier.addLast(now);
            return new Pair(now, before);
        }).cache(KEPT);
    }

    private Mono<Reading> ask(String service) {
        return Flux.fromIterable(upstreams.get(service).replicas())
                .flatMap(replica -> ask(Readiness.management(replica.address())))
                .collectList()
                .map(answers -> new Reading(System.nanoTime(),
                        answers.stream().flatMap(answer -> answer.samples().stream()).toList(), together(answers)));
    }

    private Mono<Answer> ask(URI management) {
        Mono<String> metrics = text(management.resolve("/actuator/prometheus"));
        Mono<JsonNode> health = http.get()
                .uri(management.resolve("/actuator/health"))
                .exchangeToMono(response -> response.bodyToMono(JsonNode.class)); // 503 says which part is down
        return Mono.zip(metrics, health, (text, parts) -> new Answer(Reading.parse(text, wanted), components(parts)))
                .timeout(PATIENCE)
                .onErrorResume(error -> Mono.empty());
    }

    private Mono<String> text(URI address) {
        return http.get().uri(address).retrieve().bodyToMono(String.class);
    }

    private static Map<String, Boolean> components(JsonNode health) {
        Map<String, Boolean> components = new TreeMap<>();
        health.path("components")
                .properties()
                .forEach(part -> components.put(part.getKey(),
                        part.getValue().path("status").asString("").equals("UP")));
        return components;
    }

    private static Map<String, Boolean> together(List<Answer> answers) {
        Map<String, Boolean> all = new TreeMap<>();
        answers.forEach(answer -> answer.components().forEach((name, up) -> all.merge(name, up, Boolean::logicalAnd)));
        return all;
    }
}
