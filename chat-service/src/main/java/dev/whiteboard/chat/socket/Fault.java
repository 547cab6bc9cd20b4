package dev.whiteboard.chat.socket;

import dev.whiteboard.common.problem.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Why a frame is refused. */
final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final @Nullable String field;

    Fault(ErrorCode code, String message) {
        this(code, message, null);
    }

    Fault(ErrorCode code, String message, @Nullable String field) {
        super(message, null, false, false);
        this.code = code;
        this.field = field;
    }

    ErrorCode code() {
        return code;
    }

    @Nullable
    String field() {
        return field;
    }
}
