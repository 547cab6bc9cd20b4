package dev.whiteboard.limiter.check;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.limiter.engine.algorithm.Quota;
import dev.whiteboard.limiter.engine.decision.Decision;
import dev.whiteboard.limiter.engine.decision.Layer;
import dev.whiteboard.limiter.engine.node.LimiterNode;

/** Decides for other programs. */
@RestController
class CheckController {
    private final LimiterNode node;

    CheckController(LimiterNode node) {
        this.node = node;
    }

    record CheckRequest(String clientId, String clientType, String endpoint, @Nullable Long cost) {}

    /**
     * A decision.
     *
     * @param reset unix seconds at which nothing is used any more, or for a refusal when it would pass
     * @param retryAfter whole seconds until the same request would pass; 0 when it passed, null when it never will
     */
    record CheckAnswer(
            boolean allowed,
            @Nullable Long limit,
            @Nullable Long remaining,
            @Nullable Long reset,
            @Nullable Long retryAfter,
            @Nullable String ruleId,
            String mode) {

        static CheckAnswer of(Decision decision) {
            Layer binding = decision.binding();
            if (binding == null) {
                return new CheckAnswer(true, null, null, null, 0L, null, decision.mode().text());
            }
            Duration retry = decision.retryAfter();
            return new CheckAnswer(decision.allowed(), binding.rule().algorithm().quota().requests(),
                    binding.standing().remaining(), Instants.reset(decision, binding),
                    retry == null ? null : retry.plusNanos(999_999_999).toSeconds(), binding.rule().id(),
                    decision.mode().text());
        }
    }

    @PostMapping("/api/v1/rate-limit/check")
    CheckAnswer check(@RequestBody CheckRequest request, @AuthenticationPrincipal Caller caller) {
        if (!caller.isAdmin() && !caller.isService()) {
            throw Problem.of(ErrorCode.FORBIDDEN, "only services and administrators may check").asException();
        }
        CheckedClient client = new CheckedClient(request.clientId(), request.clientType(), request.endpoint());
        long cost = request.cost() == null ? 1 : request.cost();
        if (cost < 1 || cost > Quota.MOST_REQUESTS) {
            throw Problem.of(ErrorCode.VALIDATION_ERROR, "must be between 1 and " + Quota.MOST_REQUESTS).field("cost")
                    .asException();
        }
        return CheckAnswer
                .of(node.limiter().decide(client.subject(), client.path(), cost).toCompletableFuture().join());
    }
}
