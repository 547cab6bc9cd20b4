package dev.whiteboard.common.client;

import java.util.HashMap;
import java.util.Map;

import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.client.RestClient;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;

/** A client of one hostile server, with settings as a service would write them. */
final class TestClients {
    record User(String name) {}

    interface Users {
        @GetExchange("/users/{id}?full=true")
        User find(@PathVariable String id);

        @PostExchange("/users")
        User add();

        @PostExchange("/users")
        User addOnce(@RequestHeader("Idempotency-Key") String key);
    }

    final CircuitBreakerRegistry breakers = CircuitBreakerRegistry.ofDefaults();
    private final Users users;

    TestClients(String urls, String... settings) {
        Map<String, Object> properties = new HashMap<>(Map.of("USERS_URL", urls));
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            properties.put("whiteboard.clients.users." + setting.substring(0, equals), setting.substring(equals + 1));
        }
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
        this.users = new ServiceClients(new ClientSettingsSource(environment), RestClient.builder(), breakers,
                BulkheadRegistry.ofDefaults(), (request, body, execution) -> execution.execute(request, body))
                .create(Users.class, "users");
    }

    Users users() {
        return users;
    }

    CircuitBreaker breaker() {
        return breakers.circuitBreaker("users");
    }

    /** Why a call failed, or nothing. */
    String outcome(Runnable call) {
        try {
            call.run();
            return "ok";
        } catch (UpstreamUnavailable unavailable) {
            return unavailable.reason().name();
        }
    }

    String find() {
        return outcome(() -> users.find("1"));
    }
}
