package dev.whiteboard.common.idempotency;

import java.io.IOException;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.filter.OncePerRequestFilter;

import dev.whiteboard.common.crash.CrashPoint;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** What one writes first: look whether the key is there; if not, run, commit, and then store the answer. */
class NaiveFilter extends OncePerRequestFilter {
    static final String HEADER = "X-Naive-Key";
    static final String TABLE = "CREATE TABLE naive_answer (key text PRIMARY KEY, body bytea NOT NULL)";

    private final JdbcClient jdbc;

    NaiveFilter(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String key = request.getHeader(HEADER);
        if (key == null) {
            chain.doFilter(request, response);
            return;
        }
        Optional<byte[]> known = jdbc.sql("SELECT body FROM naive_answer WHERE key = ?").param(key).query(byte[].class)
                .optional();
        if (known.isPresent()) {
            response.setStatus(201);
            response.getOutputStream().write(known.get());
            return;
        }
        BufferedResponse buffered = new BufferedResponse(response, 100_000);
        chain.doFilter(request, buffered);
        CrashPoint.reached("naive.committed");
        jdbc.sql("INSERT INTO naive_answer VALUES (?, ?) ON CONFLICT DO NOTHING").param(key).param(buffered.body())
                .update();
        Answer.of(buffered).writeTo(response);
    }
}
