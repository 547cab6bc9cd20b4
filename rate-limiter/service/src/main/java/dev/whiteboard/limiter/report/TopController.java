package dev.whiteboard.limiter.report;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.web.list.ListQuery;
import dev.whiteboard.limiter.engine.denial.DenialBoard;
import dev.whiteboard.limiter.engine.node.LimiterNode;

/** The clients that were refused most often in this hour and the last; counted within about a second, and approximately. */
@RestController
class TopController {
    private final LimiterNode node;

    TopController(LimiterNode node) {
        this.node = node;
    }

    record Top(List<LimitedClient> data) {}

    record LimitedClient(String clientId, String clientType, String ruleId, long denied) {
        static LimitedClient of(DenialBoard.Ranked ranked) {
            return new LimitedClient(ranked.denied().clientId(), ranked.denied().clientType(), ranked.denied().ruleId(),
                    ranked.count());
        }
    }

    @GetMapping("/admin/rate-limit/top")
    Top top(ListQuery query) {
        try {
            return new Top(
                    node.denials().top(query.limit()).toCompletableFuture().join().stream().map(LimitedClient::of)
                            .toList());
        } catch (CompletionException away) {
            throw Problem.of(ErrorCode.SERVICE_UNAVAILABLE, "denials are counted in Redis, which does not answer")
                    .retryAfter(Duration.ofSeconds(2)).asException();
        }
    }
}
