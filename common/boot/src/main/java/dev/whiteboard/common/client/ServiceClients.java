package dev.whiteboard.common.client;

import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import dev.whiteboard.common.json.Json;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/**
 * Makes typed clients of other services from {@code @HttpExchange} interfaces.
 *
 * <pre>{@code
 * interface Users {
 *     @GetExchange("/api/v1/users/{id}")
 *     User find(@PathVariable String id);
 * }
 * Users users = clients.create(Users.class, "identity");   // replicas from IDENTITY_URL
 * }</pre>
 *
 * Clients of one service share its breaker, its bulkhead and its retry budget, because they share its fate.
 */
public final class ServiceClients {
    private final ClientSettingsSource source;
    private final RestClient.Builder prototype;
    private final CircuitBreakerRegistry breakers;
    private final BulkheadRegistry bulkheads;
    private final ClientHttpRequestInterceptor credentials;
    private final ConcurrentMap<String, Upstream> upstreams = new ConcurrentHashMap<>();

    ServiceClients(ClientSettingsSource source, RestClient.Builder prototype, CircuitBreakerRegistry breakers,
            BulkheadRegistry bulkheads, ClientHttpRequestInterceptor credentials) {
        this.source = source;
        this.prototype = prototype;
        this.breakers = breakers;
        this.bulkheads = bulkheads;
        this.credentials = credentials;
    }

    /** A client that shows this service's own token, unless the call brings another {@code Authorization}. */
    public <T> T create(Class<T> httpInterface, String service) {
        RestClient rest = rest(service).requestInterceptor(credentials).build();
        return proxy(httpInterface, rest);
    }

    /** A client that shows no token. */
    public <T> T createAnonymous(Class<T> httpInterface, String service) {
        return proxy(httpInterface, rest(service).build());
    }

    private static <T> T proxy(Class<T> httpInterface, RestClient rest) {
        return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(rest)).build().createClient(httpInterface);
    }

    private RestClient.Builder rest(String service) {
        Upstream upstream = upstreams.computeIfAbsent(service, this::upstream);
        return prototype.clone().baseUrl(URI.create("http://" + service))
                .requestFactory((uri, method) -> new UpstreamRequest(upstream, uri, method))
                .configureMessageConverters(converters -> converters
                        .withJsonConverter(new JacksonJsonHttpMessageConverter(Json.tolerant())));
    }

    private Upstream upstream(String service) {
        ClientSettings settings = source.settings(service);
        Replicas replicas = new Replicas(source.replicas(service, settings), settings.ejection(),
                InstantSource.system());
        ClientSettings.Breaker rules = settings.breaker();
        CircuitBreakerConfig breaker = CircuitBreakerConfig.custom().slidingWindowSize(rules.window())
                .minimumNumberOfCalls(rules.minimum()).failureRateThreshold(rules.failurePercent())
                .waitDurationInOpenState(rules.rest()).permittedNumberOfCallsInHalfOpenState(rules.probes()).build();
        BulkheadConfig bulkhead = BulkheadConfig.custom().maxConcurrentCalls(settings.concurrent())
                .maxWaitDuration(java.time.Duration.ZERO).build();
        return new Upstream(service, settings, replicas, bulkheads.bulkhead(service, bulkhead),
                breakers.circuitBreaker(service, breaker));
    }
}
