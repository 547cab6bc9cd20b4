package dev.whiteboard.chat.conversation;

import dev.whiteboard.chat.id.Ids;
import dev.whiteboard.common.user.UserDirectory;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Makes sure that whom somebody wants to talk to exists, before anything is locked or written. */
@Component
class Newcomers {
    private final UserDirectory users;

    Newcomers(UserDirectory users) {
        this.users = users;
    }

    /** Refuses ids that are nobody's; fails while identity has to be asked and does not answer. */
    void require(String field, Set<Long> people) {
        List<String> ids = people.stream().map(Ids.USER::text).toList();
        Set<String> existing = users.withIds(ids).keySet();
        ids.stream().filter(id -> !existing.contains(id)).findFirst().ifPresent(nobody -> {
            throw Refusals.noSuchUser(field, nobody).asException();
        });
    }
}
