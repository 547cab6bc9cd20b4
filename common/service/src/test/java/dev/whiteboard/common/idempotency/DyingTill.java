package dev.whiteboard.common.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;

import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

import dev.whiteboard.common.database.Db;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletResponse;

/** Takes one payment behind the real filter, in a process of its own, to be killed. Arguments: header, key. */
class DyingTill {
    private static final IdempotencyProperties PROPERTIES = new IdempotencyProperties(Duration.ofSeconds(30),
            Duration.ofHours(24), DataSize.ofMegabytes(1));

    private final Db db;

    DyingTill(Db db) {
        this.db = db;
    }

    public static void main(String[] arguments) throws Exception {
        var env = System.getenv();
        Db db = Db.of(env.get("POSTGRES_URL"), env.get("POSTGRES_USER"), env.get("POSTGRES_PASSWORD"));
        System.out.println("answered " + new DyingTill(db).pay(arguments[0], arguments[1]).getContentAsString());
    }

    MockHttpServletResponse pay(String header, String key) throws Exception {
        var request = new MockHttpServletRequest("POST", "/public/payments");
        request.addHeader(header, key);
        request.setContent(key.getBytes(UTF_8));
        var response = new MockHttpServletResponse();
        try {
            filter(header).doFilter(request, response, payment(key));
        } catch (dev.whiteboard.common.problem.ProblemException refused) {
            response.setStatus(refused.problem().status());
        }
        return response;
    }

    private FilterChain payment(String key) {
        return (_, response) -> {
            long id = db.jdbc()
                    .sql("INSERT INTO payment (amount) VALUES (?) RETURNING id")
                    .param(key)
                    .query(Long.class)
                    .single();
            ((HttpServletResponse) response).setStatus(201);
            response.getOutputStream().write(("payment " + id).getBytes(UTF_8));
        };
    }

    private OncePerRequestFilter filter(String header) {
        if (header.equals(NaiveFilter.HEADER)) {
            return new NaiveFilter(db.jdbc());
        }
        var table = new IdempotencyTable(db.jdbc(), PROPERTIES);
        var seal = new AnswerSeal(new byte[32]);
        var runs = new KeyedRun(table, seal, new JdbcTransactionManager(db.pool()), PROPERTIES);
        return new IdempotencyFilter(table, seal, runs, new SimpleMeterRegistry(), 1 << 20);
    }
}
