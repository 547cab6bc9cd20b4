package dev.whiteboard.gateway.health;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;

import dev.whiteboard.gateway.resilience.Replica;
import dev.whiteboard.gateway.resilience.Upstreams;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Looks at every replica's {@code /readyz} once a second; a service is ready if one of its replicas is. */
@Component
@EnableConfigurationProperties(HealthProperties.class)
public class Readiness implements SmartLifecycle {
    /** The house's rule: the management port is the HTTP port plus 2000. */
    private static final int MANAGEMENT_OFFSET = 2000;

    private final HealthProperties properties;
    private final Upstreams upstreams;
    private final WebClient http = WebClient.create();
    private final Map<URI, Boolean> ready = new ConcurrentHashMap<>();
    private final Set<String> readyOnce = ConcurrentHashMap.newKeySet();
    private @Nullable Disposable watching;

    Readiness(HealthProperties properties, Upstreams upstreams) {
        this.properties = properties;
        this.upstreams = upstreams;
    }

    public PlatformState state() {
        return PlatformState.of(properties.services(), readyOnce, readyNow());
    }

    /** The services that were asked for. */
    public List<String> services() {
        return properties.services();
    }

    public boolean isReady(URI replica) {
        return ready.getOrDefault(replica, false);
    }

    /** Where a replica answers for itself. */
    public static URI management(URI replica) {
        return URI.create("http://" + replica.getHost() + ":" + (replica.getPort() + MANAGEMENT_OFFSET));
    }

    private Set<String> readyNow() {
        return properties.services()
                .stream()
                .filter(service -> upstreams.get(service).replicas().stream().anyMatch(r -> isReady(r.address())))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Mono<Void> look(String service, Replica replica) {
        URI address = replica.address();
        return http.get()
                .uri(management(address).resolve("/readyz"))
                .exchangeToMono(response -> response.releaseBody().thenReturn(response.statusCode().is2xxSuccessful()))
                .timeout(properties.patience())
                .onErrorReturn(false)
                .doOnNext(answer -> {
                    ready.put(address, answer);
                    if (answer) {
                        readyOnce.add(service);
                    }
                })
                .then();
    }

    private Mono<Void> lookAround() {
        return Flux.fromIterable(properties.services())
                .flatMap(service -> Flux.fromIterable(upstreams.get(service).replicas())
                        .flatMap(replica -> look(service, replica)))
                .then();
    }

    @Override
    public void start() {
        watching = lookAround().then(Mono.delay(properties.every())).repeat().subscribe();
    }

    @Override
    public void stop() {
        if (watching != null) {
            watching.dispose();
            watching = null;
        }
    }

    @Override
    public boolean isRunning() {
        return watching != null;
    }
}
