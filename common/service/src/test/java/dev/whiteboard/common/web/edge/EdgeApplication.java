package dev.whiteboard.common.web.edge;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.sql.SQLTransientConnectionException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.common.security.VerificationKeys;
import dev.whiteboard.common.web.list.ListQuery;
import dev.whiteboard.common.web.list.Page;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A service that has nothing but an edge. */
@SpringBootConfiguration
@Import({EdgeOnly.class, EdgeApplication.Links.class})
class EdgeApplication {
    @Bean
    VerificationKeys keys() {
        return id -> CompletableFuture
                .completedFuture(Optional.ofNullable(id.equals(Tokens.KEY_ID) ? Tokens.publicKey() : null));
    }

    enum Redirect {
        PERMANENT, NOT_FOUND_YET
    }

    record Link(
            String longUrl,
            @Nullable String customAlias,
            @Nullable Instant expiresAt,
            @Nullable Integer maxClicks,
            @Nullable Boolean secret,
            @Nullable Double weight,
            @Nullable Redirect redirect) {

        Link {
            if (longUrl.startsWith("javascript:")) {
                throw new IllegalArgumentException("must be http or https");
            }
        }
    }

    record Bulk(
            List<Link> links,
            int total,
            @Nullable Map<String, String> tags) {}

    static final AtomicInteger LARGE_ENDED = new AtomicInteger();

    @RestController
    static class Links {
        @GetMapping("/public/large")
        void large(OutputStream out) throws IOException {
            try {
                for (int i = 0; i < 10_000; i++) {
                    out.write(new byte[64 * 1024]);
                }
            } finally {
                LARGE_ENDED.incrementAndGet();
            }
        }

        @PostMapping("/public/links")
        @ResponseStatus(HttpStatus.CREATED)
        Link shorten(@RequestBody Link link) {
            return link;
        }

        @PostMapping("/public/bulk")
        Bulk bulk(@RequestBody Bulk bulk) {
            return bulk;
        }

        @PostMapping("/public/free")
        Object anything(@RequestBody Object body) {
            return body;
        }

        @GetMapping("/public/links/{id}")
        Map<String, Long> one(@PathVariable long id, @RequestParam(required = false) @Nullable Integer depth) {
            return Map.of("id", id);
        }

        @GetMapping("/public/search")
        Map<String, String> search(@RequestParam String q) {
            return Map.of("q", q);
        }

        @GetMapping("/public/list")
        Page<Integer> list(ListQuery query) {
            return Page.of(List.of(query.limit()), query.cursor());
        }

        @GetMapping("/public/whoami")
        Map<String, Object> whoever(@AuthenticationPrincipal @Nullable Caller caller) {
            return Map.of("user", caller == null ? "nobody" : caller.userId());
        }

        @GetMapping("/whoami")
        Caller whoami(@AuthenticationPrincipal Caller caller) {
            return caller;
        }

        @GetMapping("/admin/thing")
        Map<String, String> admin() {
            return Map.of();
        }

        @GetMapping("/internal/thing")
        Map<String, String> internal() {
            return Map.of();
        }

        @GetMapping("/public/fail/{how}")
        String fail(@PathVariable String how) throws Throwable {
            throw switch (how) {
                case "refusal" -> Problem.of(ErrorCode.GONE, "it was here").asException();
                case "limited" -> Problem.of(ErrorCode.RATE_LIMITED, "slow").retryAfter(java.time.Duration.ofSeconds(7))
                        .asException();
                case "bug" -> new IllegalStateException("password=hunter2 in select * from users");
                case "error" -> new StackOverflowError();
                case "pool" -> new SQLTransientConnectionException("HikariPool-1 - Connection is not available");
                case "database" -> new IllegalStateException(new java.sql.SQLException("terminating", "57P01"));
                case "redis" -> new QueryTimeoutException("Redis command timed out");
                case "kafka" -> new TimeoutException("Topic not present");
                case "connect" -> new RuntimeException(new ConnectException("refused"));
                default -> new IllegalArgumentException(how);
            };
        }
    }
}
