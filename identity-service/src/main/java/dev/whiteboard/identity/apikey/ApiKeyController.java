package dev.whiteboard.identity.apikey;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.whiteboard.common.id.PublicId;
import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.problem.ProblemException;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.identity.account.User;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A user's own API keys. */
@RestController
@RequestMapping("/api/v1/api-keys")
class ApiKeyController {
    private final ApiKeys keys;
    private final ApiKeySettings settings;

    ApiKeyController(ApiKeys keys, ApiKeySettings settings) {
        this.keys = keys;
        this.settings = settings;
    }

    record NewKey(String name, Tier tier) {}

    /** A key; with the secret only in the answer to its creation. */
    record ShownKey(
            String id,
            String name,
            Tier tier,
            Instant createdAt,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String apiKey) {
        static ShownKey of(ApiKey key, @Nullable String secret) {
            return new ShownKey(key.publicId(), key.name(), key.tier(), key.createdAt(), secret);
        }

        @Override
        public String toString() {
            return "ShownKey[" + id + "]";
        }
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ShownKey make(@RequestBody NewKey request, @AuthenticationPrincipal Caller caller) {
        ApiKeyRules.refusal(request.name(), request.tier(), caller.isAdmin() || settings.paidForAll())
                .map(ProblemException::new)
                .ifPresent(refusal -> {
                    throw refusal;
                });
        return keys.make(userOf(caller), request.name().strip(), request.tier())
                .map(made -> ShownKey.of(made.key(), made.secret().text()))
                .orElseThrow(() -> Problem
                        .of(ErrorCode.CONFLICT, "you have " + settings.mostActive() + " API keys; revoke one first")
                        .asException());
    }

    record KeyList(List<ShownKey> data) {}

    @GetMapping
    KeyList list(@AuthenticationPrincipal Caller caller) {
        return new KeyList(keys.active(userOf(caller)).stream().map(key -> ShownKey.of(key, null)).toList());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        var number = PublicId.parse(ApiKey.PREFIX, id);
        if (number.isEmpty() || !keys.revoke(number.getAsLong(), userOf(caller))) {
            throw Problem.of(ErrorCode.NOT_FOUND, "you have no such API key").asException();
        }
    }

    private static long userOf(Caller caller) {
        return PublicId.parse(User.PREFIX, caller.userId())
                .orElseThrow(() -> Problem.of(ErrorCode.FORBIDDEN, "only users have API keys").asException());
    }
}
