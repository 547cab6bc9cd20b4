package dev.whiteboard.billing.payment;

import static dev.whiteboard.common.problem.ErrorCode.NOT_FOUND;

import dev.whiteboard.billing.payment.Instructions.OpenText;
import dev.whiteboard.billing.payment.Instructions.SplitText;
import dev.whiteboard.common.money.Amount;
import dev.whiteboard.common.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The commands over HTTP, for services. An answer says that the instruction is written down; what the provider makes of it
 * is told on {@code billing.payments.v1}, and to whoever asks.
 */
@RestController
@RequestMapping("/internal/payments")
class InternalPaymentController {
    private final Payments payments;

    /** @param capture {@code automatic}, which makes it a charge, or {@code manual}, the default */
    record NewPayment(String idempotencyKey, String reference, String customerId, String method, Amount amount,
            String currency, @Nullable CaptureMode capture, @Nullable List<SplitText> splits) {}

    record Part(String idempotencyKey, @Nullable Amount amount) {}

    record Whole(String idempotencyKey) {}

    InternalPaymentController(Payments payments) {
        this.payments = payments;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    PaymentView open(@RequestBody NewPayment request) {
        var text = new OpenText(request.idempotencyKey(), request.reference(), request.customerId(), request.method(),
                request.amount(), request.currency(), request.splits());
        CaptureMode mode = request.capture() == null ? CaptureMode.MANUAL : request.capture();
        return accept(Instructions.open(text, mode, "idempotency_key"));
    }

    @PostMapping("/{id}/capture")
    PaymentView capture(@PathVariable String id, @RequestBody Part request) {
        return accept(Instructions.capture(key(id), request.idempotencyKey(), request.amount()));
    }

    @PostMapping("/{id}/void")
    PaymentView release(@PathVariable String id, @RequestBody Whole request) {
        return accept(Instructions.release(key(id), request.idempotencyKey()));
    }

    @PostMapping("/{id}/refund")
    PaymentView refund(@PathVariable String id, @RequestBody Part request) {
        return accept(Instructions.refund(key(id), request.idempotencyKey(), request.amount()));
    }

    @GetMapping("/{id}")
    PaymentView get(@PathVariable String id) {
        return view(existing(id));
    }

    private PaymentView accept(Instruction instruction) {
        return switch (payments.accept(instruction)) {
            case Outcome.Accepted(Payment payment) -> view(payment);
            case Outcome.Known(Payment payment) -> view(payment);
            case Outcome.Refused(Problem problem) -> throw problem.asException();
        };
    }

    private String key(String id) {
        return existing(id).terms().paymentKey();
    }

    private Payment existing(String id) {
        return payments.find(id)
                .orElseThrow(() -> Problem.of(NOT_FOUND, "there is no such payment").asException());
    }

    private PaymentView view(Payment payment) {
        return PaymentView.of(payment, payments.operations(payment));
    }
}
