package dev.whiteboard.identity.apikey;

import java.util.Optional;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;

/** Which keys may be asked for. */
final class ApiKeyRules {
    static final int LONGEST_NAME = 100;

    private ApiKeyRules() {}

    static Optional<Problem> refusal(String name, Tier tier, boolean mayPay) {
        if (name.isBlank() || name.codePointCount(0, name.length()) > LONGEST_NAME) {
            return named("must have 1 to " + LONGEST_NAME + " characters");
        }
        if (name.codePoints().anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE)) {
            return named("must not contain control characters");
        }
        return tier == Tier.PAID && !mayPay
                ? Optional.of(Problem.of(ErrorCode.FORBIDDEN, "only an administrator may make paid keys").field("tier"))
                : Optional.empty();
    }

    private static Optional<Problem> named(String rule) {
        return Optional.of(Problem.of(ErrorCode.VALIDATION_ERROR, "name " + rule).field("name"));
    }
}
