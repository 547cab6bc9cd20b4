package dev.whiteboard.chat.conversation;

import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;

import dev.whiteboard.chat.id.Ids;
import dev.whiteboard.common.problem.Problem;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the ids of users that a client sent. */
final class UserIds {
    private UserIds() {}

    static Set<Long> read(String field, List<@Nullable String> texts) {
        Set<Long> users = new TreeSet<>();
        for (int i = 0; i < texts.size(); i++) {
            users.add(read(field + "[" + i + "]", texts.get(i)));
        }
        return users;
    }

    static long read(String field, @Nullable String text) {
        return (text == null ? OptionalLong.empty() : Ids.USER.parse(text))
                .orElseThrow(() -> Problem.of(VALIDATION_ERROR, "is no user's id").field(field).asException());
    }
}
