package dev.whiteboard.common.client;

import static dev.whiteboard.common.client.UpstreamUnavailable.Reason.CROWDED;
import static dev.whiteboard.common.client.UpstreamUnavailable.Reason.FAILING;
import static dev.whiteboard.common.client.UpstreamUnavailable.Reason.RESTING;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.core.IntervalFunction;

/** Another service, as seen from here: the rules by which it is called. See the package's description for their order. */
final class Upstream {
    private final String service;
    private final ClientSettings settings;
    private final Replicas replicas;
    private final Transport transport;
    private final Bulkhead bulkhead;
    private final CircuitBreaker breaker;
    private final RetryBudget budget;
    private final IntervalFunction pauses;

    Upstream(String service, ClientSettings settings, Replicas replicas, Bulkhead bulkhead, CircuitBreaker breaker) {
        this.service = service;
        this.settings = settings;
        this.replicas = replicas;
        this.bulkhead = bulkhead;
        this.breaker = breaker;
        this.transport = new Transport(settings.connectTimeout());
        this.budget = new RetryBudget(settings.retryBudget());
        this.pauses = IntervalFunction.ofExponentialRandomBackoff(settings.pause(), 2.0, 0.5);
    }

    HttpResponse<byte[]> call(Call call) {
        if (!bulkhead.tryAcquirePermission()) {
            throw new UpstreamUnavailable(service, CROWDED, null);
        }
        try {
            budget.onCall();
            return attempts(call, System.nanoTime() + settings.deadline().toNanos());
        } finally {
            bulkhead.onComplete();
        }
    }

    private HttpResponse<byte[]> attempts(Call call, long deadline) {
        for (int number = 1;; number++) {
            Attempt attempt = attempt(call, deadline);
            if (attempt.isFinal(call.isRepeatable()) || number >= settings.attempts()
                    || !mayGoOn(number, attempt, deadline)) {
                return attempt.answer(service);
            }
        }
    }

    private Attempt attempt(Call call, long deadline) {
        Replicas.Replica replica = replicas.next();
        HttpRequest request = call.to(replica);
        if (!breaker.tryAcquirePermission()) {
            throw new UpstreamUnavailable(service, RESTING, null);
        }
        long start = System.nanoTime();
        Duration timeout = Duration.ofNanos(Math.min(deadline - start, settings.attemptTimeout().toNanos()));
        try {
            HttpResponse<byte[]> response = transport.exchange(request, timeout);
            judge(response.statusCode(), System.nanoTime() - start, replica);
            return new Attempt.Answered(response);
        } catch (InterruptedIOException callerGaveUp) {
            breaker.releasePermission();
            return new Attempt.Failed(callerGaveUp);
        } catch (IOException failure) {
            breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, failure);
            replica.failed();
            return new Attempt.Failed(failure);
        }
    }

    private void judge(int status, long nanos, Replicas.Replica replica) {
        if (status < 500) {
            breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
            return;
        }
        breaker.onError(nanos, TimeUnit.NANOSECONDS, new UpstreamUnavailable(service, FAILING, null));
        if (RetryRule.isPassing(status)) {
            replica.failed();
        }
    }

    /** Waits before the next attempt; false if there is no time or no budget for one. */
    private boolean mayGoOn(int number, Attempt attempt, long deadline) {
        if (attempt.costNothing() && number < replicas.count()) {
            return true;
        }
        long pause = pauses.apply(number);
        if (System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pause) >= deadline || !budget.tryRetry()) {
            return false;
        }
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
