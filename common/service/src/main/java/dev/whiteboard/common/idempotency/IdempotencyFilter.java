package dev.whiteboard.common.idempotency;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

import dev.whiteboard.common.crash.CrashPoint;
import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.problem.ProblemException;
import dev.whiteboard.common.security.Caller;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Honours {@code Idempotency-Key} on every POST (draft-ietf-httpapi-idempotency-key-header): the same key and request get
 * the same answer, another request under the key is refused, a second one while the first runs is told to come back.
 *
 * <p>Sits behind the security chain, because a key belongs to its caller.
 */
final class IdempotencyFilter extends OncePerRequestFilter {
    static final int ORDER = 0;
    static final String HEADER = "Idempotency-Key";
    static final String REPLAYED = "Idempotency-Replayed";
    static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final IdempotencyTable table;
    private final AnswerSeal seal;
    private final KeyedRun runs;
    private final MeterRegistry meters;
    private final int maxBody;

    IdempotencyFilter(IdempotencyTable table, AnswerSeal seal, KeyedRun runs, MeterRegistry meters, int maxBody) {
        this.table = table;
        this.seal = seal;
        this.runs = runs;
        this.meters = meters;
        this.maxBody = maxBody;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !"POST".equals(request.getMethod()) || request.getHeader(HEADER) == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String key = key(request);
        byte[] body = body(request);
        KeyedRequest keyed = KeyedRequest.of(caller(request), request.getRequestURI(), request.getQueryString(), body,
                key);
        Claim claim = table.claim(keyed);
        meters.counter("whiteboard.idempotency.requests", "claim", claim.getClass().getSimpleName()).increment();
        switch (claim) {
            case Claim.Granted granted -> {
                CrashPoint.reached("idempotency.claimed");
                var buffered = new BufferedResponse(response, maxBody);
                runs.run(keyed, granted.token(), new BufferedRequest(request, body), buffered, chain);
                CrashPoint.reached("idempotency.committed");
                Answer.of(buffered).writeTo(response);
            }
            case Claim.Answered answered -> replay(answered, keyed, response);
            case Claim.Running _ -> throw Problem
                    .of(ErrorCode.REQUEST_IN_PROGRESS, "the first request with this Idempotency-Key is still running")
                    .retryAfter(RETRY_AFTER)
                    .asException();
            case Claim.Reused _ -> throw refusal(ErrorCode.IDEMPOTENCY_KEY_REUSED,
                    "this Idempotency-Key was used for another request");
        }
    }

    private void replay(Claim.Answered answered, KeyedRequest keyed, HttpServletResponse response) throws IOException {
        Answer answer = seal.open(answered.sealed(), keyed)
                .orElseThrow(() -> refusal(ErrorCode.CONFLICT, "this was done, but its answer can no longer be read"));
        response.setHeader(REPLAYED, "true");
        answer.writeTo(response);
    }

    private static String key(HttpServletRequest request) {
        List<String> keys = Collections.list(request.getHeaders(HEADER));
        if (keys.size() != 1 || !KeyedRequest.isKey(keys.getFirst())) {
            throw refusal(ErrorCode.MALFORMED_REQUEST, "must be one value of 1 to 255 visible ASCII characters");
        }
        return keys.getFirst();
    }

    private byte[] body(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(maxBody + 1);
        if (body.length > maxBody) {
            throw refusal(ErrorCode.PAYLOAD_TOO_LARGE,
                    "the body of a request with an Idempotency-Key may have at most " + maxBody + " bytes");
        }
        return body;
    }

    /** A user's, a service's, or, where no token is needed, an address's keys are its own. */
    private static String caller(HttpServletRequest request) {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Caller caller
                ? "caller " + caller.userId()
                : "address " + request.getRemoteAddr();
    }

    private static ProblemException refusal(ErrorCode code, String message) {
        Problem problem = Problem.of(code, message);
        return (code == ErrorCode.PAYLOAD_TOO_LARGE || code == ErrorCode.CONFLICT ? problem : problem.field(HEADER))
                .asException();
    }
}
