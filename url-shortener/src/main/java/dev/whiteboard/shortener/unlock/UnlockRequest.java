package dev.whiteboard.shortener.unlock;

import io.swagger.v3.oas.annotations.media.Schema;

/** Body of {@code POST /api/v1/links/{key}/unlock}. */
record UnlockRequest(@Schema(minLength = 4, maxLength = 128, format = "password") String password) {
    @Override
    public String toString() {
        return "UnlockRequest[****]";
    }
}
