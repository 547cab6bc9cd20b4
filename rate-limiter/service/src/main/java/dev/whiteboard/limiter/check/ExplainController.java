package dev.whiteboard.limiter.check;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.limiter.engine.decision.Decision;
import dev.whiteboard.limiter.engine.decision.Layer;
import dev.whiteboard.limiter.engine.denial.Denial;
import dev.whiteboard.limiter.engine.node.LimiterNode;

/** Says why a client is, or is not, let through, without counting the question. */
@RestController
class ExplainController {
    private final LimiterNode node;

    ExplainController(LimiterNode node) {
        this.node = node;
    }

    record Explanation(boolean allowed, String mode, long rulesVersion, @Nullable Instant nextAllowedAt,
            List<MatchedRule> rules, List<PastDenial> lastDenials) {}

    /** One rule's view of the client. */
    record MatchedRule(String ruleId, long version, String endpoint, String algorithm, long limit, long windowSeconds,
            String countedFor, boolean shadow, boolean fits, long remaining, @Nullable Instant resetsAt,
            @Nullable Instant nextAllowedAt) {

        static MatchedRule of(Decision decision, Layer layer) {
            var rule = layer.rule();
            return new MatchedRule(rule.id(), rule.version(), rule.endpoint().text(), rule.algorithm().name(),
                    rule.algorithm().quota().requests(), rule.algorithm().quota().window().toSeconds(),
                    layer.bound().id(), rule.shadow(), layer.fits(), layer.standing().remaining(),
                    Instants.after(decision, layer.standing().reset()),
                    Instants.after(decision, layer.standing().retry()));
        }
    }

    record PastDenial(Instant at, String ruleId, String mode, String endpoint) {
        static PastDenial of(Denial denial) {
            return new PastDenial(Instant.ofEpochMilli(denial.at()), denial.ruleId(), denial.mode(), denial.path());
        }
    }

    @GetMapping("/api/v1/rate-limit/explain")
    Explanation explain(@RequestParam("client_id") String clientId, @RequestParam("client_type") String clientType,
            @RequestParam("endpoint") String endpoint, @AuthenticationPrincipal Caller caller) {
        if (!caller.isAdmin()) {
            throw Problem.of(ErrorCode.FORBIDDEN, "only administrators may ask why").asException();
        }
        CheckedClient client = new CheckedClient(clientId, clientType, endpoint);
        Decision decision = node.limiter().peek(client.subject(), client.path(), 1).toCompletableFuture().join();
        long wait = decision.layers().stream().filter(Layer::refuses).mapToLong(layer -> layer.standing().retry()).max()
                .orElse(0);
        return new Explanation(decision.allowed(), decision.mode().text(), node.limiter().rules().version(),
                decision.layers().isEmpty() ? null : Instants.after(decision, wait),
                decision.layers().stream().map(layer -> MatchedRule.of(decision, layer)).toList(),
                denials(client.clientId()));
    }

    /** Nothing is known of denials while Redis is away. */
    private List<PastDenial> denials(String clientId) {
        CompletionStage<List<Denial>> recent = node.denials().recent(clientId).exceptionally(away -> List.of());
        return recent.toCompletableFuture().join().stream().map(PastDenial::of).toList();
    }
}
