package dev.whiteboard.gateway.edge;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpLineException;

/**
 * Judges a request by its first lines alone: what the decoder could not read, and what two readers might read
 * differently, which is what request smuggling lives on (RFC 9112 §6.3, §11.2).
 */
final class RequestHead {
    private static final Pattern HOST = Pattern
            .compile("[0-9A-Za-z._-]{1,255}(:[0-9]{1,5})?|\\[[0-9A-Fa-f:.]+](:[0-9]{1,5})?");
    private static final List<CharSequence> AT_MOST_ONCE = List.of(HttpHeaderNames.CONTENT_LENGTH,
            HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderNames.AUTHORIZATION, "X-Api-Key", "Idempotency-Key");

    private RequestHead() {}

    static Optional<Problem> objection(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return Optional.of(undecodable(request.decoderResult().cause()));
        }
        return RequestTarget.objection(request.uri())
                .or(() -> hostObjection(request))
                .or(() -> framingObjection(request))
                .map(reason -> Problem.of(ErrorCode.MALFORMED_REQUEST, reason));
    }

    private static Problem undecodable(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return Problem.of(ErrorCode.URI_TOO_LONG, "The request line is too long.");
        }
        if (cause instanceof TooLongFrameException) {
            return Problem.of(ErrorCode.HEADERS_TOO_LARGE, "The request headers are too large.");
        }
        return Problem.of(ErrorCode.MALFORMED_REQUEST, "This is not a well-formed HTTP request.");
    }

    private static Optional<String> hostObjection(HttpRequest request) {
        List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
        boolean required = !request.protocolVersion().equals(HttpVersion.HTTP_1_0);
        if (hosts.size() > 1 || hosts.isEmpty() && required) {
            return Optional.of("The request must name exactly one Host.");
        }
        return hosts.isEmpty() || HOST.matcher(hosts.getFirst()).matches()
                ? Optional.empty()
                : Optional.of("The Host is not a host.");
    }

    private static Optional<String> framingObjection(HttpRequest request) {
        HttpHeaders headers = request.headers();
        for (CharSequence name : AT_MOST_ONCE) {
            if (headers.getAll(name).size() > 1) {
                return Optional.of("The header " + name + " may be sent once.");
            }
        }
        String coding = headers.get(HttpHeaderNames.TRANSFER_ENCODING);
        if (coding == null) {
            return Optional.empty();
        }
        boolean plain = coding.equalsIgnoreCase("chunked") && !headers.contains(HttpHeaderNames.CONTENT_LENGTH)
                && request.protocolVersion().equals(HttpVersion.HTTP_1_1);
        return plain ? Optional.empty() : Optional.of("The length of the body is ambiguous.");
    }
}
