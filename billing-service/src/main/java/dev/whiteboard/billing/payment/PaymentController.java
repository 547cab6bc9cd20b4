package dev.whiteboard.billing.payment;

import static dev.whiteboard.common.problem.ErrorCode.NOT_FOUND;

import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Tells customers the truth about their payments. Somebody else's are not refused but not there. */
@RestController
class PaymentController {
    private final Payments payments;

    PaymentController(Payments payments) {
        this.payments = payments;
    }

    @GetMapping("/api/v1/payments/{id}")
    PaymentView get(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return payments.find(id)
                .filter(payment -> payment.terms().customerId().equals(caller.userId()) || caller.isAdmin()
                        || caller.isService())
                .map(payment -> PaymentView.of(payment, payments.operations(payment)))
                .orElseThrow(() -> Problem.of(NOT_FOUND, "you have no such payment").asException());
    }
}
