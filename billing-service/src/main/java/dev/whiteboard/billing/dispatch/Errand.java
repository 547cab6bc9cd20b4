package dev.whiteboard.billing.dispatch;

import dev.whiteboard.billing.payment.Operation;
import dev.whiteboard.billing.payment.OperationType;
import dev.whiteboard.billing.payment.Operations.Claimed;
import dev.whiteboard.billing.payment.Payment;
import dev.whiteboard.billing.payment.Payments;
import dev.whiteboard.billing.payment.Settlement;
import dev.whiteboard.billing.payment.Verdict;
import dev.whiteboard.billing.provider.Provider;
import dev.whiteboard.billing.provider.Reply;
import dev.whiteboard.billing.provider.Request;
import dev.whiteboard.common.crash.CrashPoint;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Brings one claimed operation to the provider and records what comes of it.
 *
 * <p>An operation that was never handed over is sent. One that was, by whatever process, is asked about first, and sent
 * again only if the provider never saw it; under the same key, so that even a request that is still on its way somewhere
 * does no harm. What is older than the provider's memory of keys is only asked about. No transaction is open while the provider is asked.
 */
@Component
class Errand {
    private static final Logger LOG = LoggerFactory.getLogger(Errand.class);

    private final Payments payments;
    private final Settlement settlement;
    private final Provider provider;
    private final DispatchProperties properties;
    private final MeterRegistry meters;

    Errand(Payments payments, Settlement settlement, Provider provider, DispatchProperties properties,
            MeterRegistry meters) {
        this.payments = payments;
        this.settlement = settlement;
        this.provider = provider;
        this.properties = properties;
        this.meters = meters;
    }

    void run(Claimed claimed) {
        CrashPoint.reached("billing.claimed");
        Operation operation = claimed.operation();
        Request request = request(operation);
        Reply reply = claimed.isFirstTime() ? provider.perform(request) : askThenPerform(request, claimed);
        CrashPoint.reached("billing.called");
        meters.counter("whiteboard.billing.calls", "operation", operation.type().wire(), "reply",
                reply.getClass().getSimpleName()).increment();
        record(claimed, reply);
        CrashPoint.reached("billing.settled");
    }

    private Reply askThenPerform(Request request, Claimed claimed) {
        Reply found = provider.inquire(request);
        boolean mayBeSent = claimed.age().compareTo(properties.sendWithin()) < 0;
        return found instanceof Reply.NeverSeen && mayBeSent ? provider.perform(request) : found;
    }

    private void record(Claimed claimed, Reply reply) {
        Operation operation = claimed.operation();
        switch (reply) {
            case Reply.Succeeded(String ref) -> settlement.settle(operation.id(), new Verdict.Succeeded(ref));
            case Reply.Declined(String code) -> settlement.settle(operation.id(), new Verdict.Declined(code));
            case Reply.NotSent(String why) -> settlement.notSent(claimed, why, pause(operation));
            case Reply.NoAnswer(String why) -> {
                LOG.info("What became of {} is unknown: {}", operation.id(), why);
                settlement.unanswered(operation, why, pause(operation));
            }
            case Reply.NeverSeen _ -> settlement.unanswered(operation,
                    "the provider never saw it, and it is too old to be sent", pause(operation));
        }
    }

    private Request request(Operation operation) {
        Payment payment = payments.find(operation.paymentId()).orElseThrow();
        boolean authorises = operation.type() == OperationType.AUTHORISE;
        return new Request(operation.id(), operation.type().wire(),
                authorises ? payment.terms().token().text() : null,
                authorises ? null : payment.standing().authorization(), operation.amount(),
                payment.terms().reference());
    }

    private Duration pause(Operation operation) {
        return properties.pauseAfter(operation.attempt(), ThreadLocalRandom.current().nextDouble());
    }
}
