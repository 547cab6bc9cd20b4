package dev.whiteboard.shortener.link;

import dev.whiteboard.common.security.Caller;
import dev.whiteboard.shortener.key.KeysUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import static dev.whiteboard.common.problem.ErrorCode.SERVICE_UNAVAILABLE;

import dev.whiteboard.common.problem.Problem;

/** Makes links, for anybody; who is signed in owns what they make. */
@RestController
class ShortenController {
    private final Links links;
    private final BulkLinks bulk;
    private final PublicAddress address;

    ShortenController(Links links, BulkLinks bulk, PublicAddress address) {
        this.links = links;
        this.bulk = bulk;
        this.address = address;
    }

    @PostMapping("/api/v1/shorten")
    @ResponseStatus(HttpStatus.CREATED)
    ShortenResponse shorten(@RequestBody ShortenRequest request, @AuthenticationPrincipal @Nullable Caller caller) {
        Outcome outcome = links.shorten(request.by(caller == null ? null : caller.userId()));
        return ShortenResponse.of(Refusals.orLink(outcome), address);
    }

    /** One result for each link: what it alone would have been answered with. None of them fails the others. */
    @PostMapping("/api/v1/shorten/bulk")
    @ResponseStatus(HttpStatus.MULTI_STATUS)
    BulkResponse shortenAll(@RequestBody BulkRequest request, @AuthenticationPrincipal Caller caller) {
        List<BulkItem> items = request.by(caller.userId());
        List<ShortenCommand> wishes = new ArrayList<>();
        for (BulkItem item : items) {
            if (item instanceof BulkItem.Wish(ShortenCommand command)) {
                wishes.add(command);
            }
        }
        Iterator<Outcome> outcomes = bulk.shorten(wishes).iterator();
        List<BulkResponse.Result> results = new ArrayList<>();
        for (BulkItem item : items) {
            results.add(switch (item) {
                case BulkItem.Unreadable(Problem problem) -> BulkResponse.refused(results.size(), problem);
                case BulkItem.Wish _ -> result(results.size(), outcomes.next());
            });
        }
        return new BulkResponse(results);
    }

    private BulkResponse.Result result(int index, Outcome outcome) {
        return outcome instanceof Outcome.Done(Link link)
                ? BulkResponse.made(link, address)
                : BulkResponse.refused(index, Refusals.of(outcome));
    }

    @ExceptionHandler(KeysUnavailable.class)
    void unavailable(KeysUnavailable cause) {
        throw Problem.of(SERVICE_UNAVAILABLE, "no short key can be given out right now")
                .retryAfter(Duration.ofSeconds(2)).asException();
    }
}
