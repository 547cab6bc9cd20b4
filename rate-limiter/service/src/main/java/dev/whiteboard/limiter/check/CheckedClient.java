package dev.whiteboard.limiter.check;

import java.util.regex.Pattern;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.limiter.engine.rule.Subject;

/** Who is asked about, and for which path. */
record CheckedClient(String clientId, String clientType, String endpoint) {
    private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1,256}");
    private static final Pattern TYPE = Pattern.compile("[0-9A-Za-z_.-]{1,64}");
    private static final Pattern PATH = Pattern.compile("/[\\x21-\\x7e]{0,2047}");

    CheckedClient {
        check(ID, clientId, "client_id", "must be 1 to 256 visible ASCII characters");
        check(TYPE, clientType, "client_type", "must be 1 to 64 letters, digits, '_', '.' or '-'");
        check(PATH, endpoint, "endpoint", "must be a path of at most 2,048 visible ASCII characters");
    }

    Subject subject() {
        return Subject.named(clientType, clientId);
    }

    /** The endpoint as rules match it: without its query. */
    String path() {
        int query = endpoint.indexOf('?');
        return query < 0 ? endpoint : endpoint.substring(0, query);
    }

    private static void check(Pattern pattern, String value, String field, String rule) {
        if (!pattern.matcher(value).matches()) {
            throw Problem.of(ErrorCode.VALIDATION_ERROR, rule).field(field).asException();
        }
    }
}
