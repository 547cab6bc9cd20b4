package dev.whiteboard.common.idempotency;

import java.net.URI;
import java.util.Map;
import java.util.UUID;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;

/** A service that takes payments, in every way in which a request can end. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(Till.Payments.class)
class Till {
    static final String TABLE = "CREATE TABLE payment (id bigserial PRIMARY KEY, amount text NOT NULL, owner text)";

    public static void main(String[] arguments) {
        SpringApplication.run(Till.class, arguments);
    }

    record Payment(
            String amount,
            String how) {}

    @Bean
    FilterRegistrationBean<NaiveFilter> naive(JdbcClient jdbc) {
        return new FilterRegistrationBean<>(new NaiveFilter(jdbc));
    }

    @RestController
    static class Payments {
        private final JdbcClient jdbc;
        private final TransactionTemplate apart;

        Payments(JdbcClient jdbc, PlatformTransactionManager transactions) {
            this.jdbc = jdbc;
            this.apart = new TransactionTemplate(transactions);
            this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        }

        @GetMapping("/public/ping")
        String ping() {
            return "{}";
        }

        @PostMapping("/public/payments")
        @Transactional
        public ResponseEntity<Map<String, String>> pay(@RequestBody Payment payment) {
            long id = insert(payment);
            return switch (payment.how()) {
                case "slow" -> {
                    jdbc.sql("SELECT pg_advisory_lock(4711), pg_advisory_unlock(4711)").query().listOfRows();
                    yield ResponseEntity.created(URI.create("/public/payments/" + id)).body(Map.of());
                }
                case "ok" -> ResponseEntity.created(URI.create("/public/payments/" + id))
                        .body(Map.of("id", Long.toString(id), "token", UUID.randomUUID().toString()));
                case "refused" -> throw Problem.of(ErrorCode.VALIDATION_ERROR, "no " + UUID.randomUUID()).asException();
                case "refused but counted" -> {
                    apart.executeWithoutResult(_ -> insert(new Payment("attempt", "")));
                    throw Problem.of(ErrorCode.FORBIDDEN, "no").asException();
                }
                case "limited" -> throw Problem.of(ErrorCode.RATE_LIMITED, "slow").asException();
                case "broken" -> throw new IllegalStateException("a bug");
                default -> throw new IllegalArgumentException(payment.how());
            };
        }

        private long insert(Payment payment) {
            return jdbc.sql("INSERT INTO payment (amount) VALUES (:amount) RETURNING id")
                    .param("amount", payment.amount())
                    .query(Long.class)
                    .single();
        }
    }
}
