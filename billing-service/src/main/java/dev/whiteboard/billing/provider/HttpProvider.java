package dev.whiteboard.billing.provider;

import dev.whiteboard.common.client.ServiceClients;
import dev.whiteboard.common.client.UpstreamUnavailable;
import dev.whiteboard.common.client.UpstreamUnavailable.Reason;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClientException;

/** Talks to the provider over HTTP, and is careful about what an answer, or its absence, proves. */
@Component
class HttpProvider implements Provider {
    private static final Logger LOG = LoggerFactory.getLogger(HttpProvider.class);

    /**
     * Refusals for good: of the order itself. All others are about us or the moment (a wrong credential, a wrong address,
     * too many at once): nothing was done, and no customer is declined for it.
     */
    private static final Set<Integer> FOR_GOOD = Set.of(400, 402, 422);
    private static final int KEY_REUSED = 409;

    private final PspApi psp;

    HttpProvider(ServiceClients clients) {
        this.psp = clients.createAnonymous(PspApi.class, "psp");
    }

    @Override
    public Reply perform(Request request) {
        return ask(request, () -> psp.perform(request.key(),
                new PspApi.Order(request.type(), request.source(), request.authorization(), request.amount().minor(),
                        request.amount().currency().getCurrencyCode(), request.reference())),
                refused -> FOR_GOOD.contains(refused.getStatusCode().value())
                        ? new Reply.Declined("refused_" + refused.getStatusCode().value())
                        : new Reply.NotSent("turned away with " + refused.getStatusCode().value()));
    }

    @Override
    public Reply inquire(Request request) {
        return ask(request, () -> psp.find(request.key()),
                refused -> refused.getStatusCode().value() == 404
                        ? new Reply.NeverSeen()
                        : new Reply.NoAnswer("the inquiry was refused"));
    }

    private interface Refusals {
        Reply of(HttpClientErrorException refused);
    }

    private static Reply ask(Request request, Supplier<PspApi.Done> call, Refusals refusals) {
        try {
            return reply(request, call.get());
        } catch (UpstreamUnavailable away) {
            return neverLeft(away) ? new Reply.NotSent(away.toString()) : new Reply.NoAnswer(away.toString());
        } catch (HttpClientErrorException refused) {
            int status = refused.getStatusCode().value();
            if (status == KEY_REUSED) {
                LOG.error("The provider knows {} as another operation", request.key());
                return new Reply.NoAnswer("the provider knows the key as another operation");
            }
            return refusals.of(refused);
        } catch (RestClientException unreadable) {
            return new Reply.NoAnswer("the answer could not be read");
        }
    }

    /** Believes an answer only if it is about what was asked. */
    private static Reply reply(Request request, PspApi.Done done) {
        if (!done.key().equals(request.key()) || done.amount() != request.amount().minor()
                || !done.currency().equals(request.amount().currency().getCurrencyCode())) {
            LOG.error("The provider answers {} with another operation or sum", request.key());
            return new Reply.NoAnswer("the answer is about something else");
        }
        return switch (done.status()) {
            case "succeeded" -> new Reply.Succeeded(done.id());
            case "declined" -> new Reply.Declined(done.declineCode() == null ? "declined" : done.declineCode());
            default -> new Reply.NoAnswer("not settled yet");
        };
    }

    private static boolean neverLeft(UpstreamUnavailable away) {
        return away.reason() == Reason.RESTING || away.reason() == Reason.CROWDED
                || away.getCause() instanceof ConnectException
                || away.getCause() instanceof HttpConnectTimeoutException;
    }
}
