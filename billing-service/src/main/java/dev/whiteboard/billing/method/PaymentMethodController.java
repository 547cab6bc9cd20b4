package dev.whiteboard.billing.method;

import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;

import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import java.time.Instant;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Keeps what a customer wants to pay with. */
@RestController
class PaymentMethodController {
    private final PaymentMethods methods;

    record NewMethod(String token) {}

    record MethodView(String id, String label, Instant createdAt) {}

    PaymentMethodController(PaymentMethods methods) {
        this.methods = methods;
    }

    @PostMapping("/api/v1/payment-methods")
    @ResponseStatus(HttpStatus.CREATED)
    MethodView keep(@RequestBody NewMethod request, @AuthenticationPrincipal Caller caller) {
        PaymentMethod kept = methods.keep(token(request.token()), caller.userId());
        return new MethodView(kept.id(), kept.token().label(), kept.createdAt());
    }

    private static Token token(String text) {
        try {
            return new Token(text);
        } catch (IllegalArgumentException refused) {
            throw Problem.of(VALIDATION_ERROR, String.valueOf(refused.getMessage())).field("token").asException();
        }
    }
}
