package dev.whiteboard.gateway.cache;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.gateway.edge.Problems;
import reactor.core.publisher.Mono;

/** Lets an administrator have something forgotten, on all gateways. */
@RestController
class PurgeController {
    private static final int AT_MOST = 1000;

    /**
     * What to forget.
     *
     * @param paths single objects, as {@code /media/videos/…}, with all their queries
     * @param videos everything of these videos
     * @param keys everything that the origin gave one of these names, in {@code Surrogate-Key}
     */
    record Purge(
            @Nullable List<String> paths,
            @Nullable List<String> videos,
            @Nullable List<String> keys) {

        List<String> names() {
            List<String> names = new ArrayList<>();
            names.addAll(paths == null ? List.of() : paths);
            names.addAll(videos == null ? List.of() : videos);
            names.addAll(keys == null ? List.of() : keys);
            return names;
        }
    }

    private final PurgeLog purges;

    PurgeController(PurgeLog purges) {
        this.purges = purges;
    }

    @PostMapping("/admin/edge/purge")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> purge(@RequestBody Purge purge) {
        List<String> names = purge.names();
        if (names.isEmpty() || names.size() > AT_MOST) {
            throw Problem.of(ErrorCode.VALIDATION_ERROR, "Name 1 to " + AT_MOST + " things to forget.").asException();
        }
        return purges.write(names)
                .onErrorMap(error -> Problems.unavailable("The other gateways cannot be told at the moment.")
                        .asException());
    }
}
