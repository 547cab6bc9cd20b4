package dev.whiteboard.feed.person;

import dev.whiteboard.common.inbox.Event;
import dev.whiteboard.common.inbox.EventHandler;
import org.springframework.stereotype.Component;

/** Keeps names as identity has them; the highest version wins, so a replay of the compacted topic changes nothing. */
@Component
class UserStates implements EventHandler<UserState> {
    static final String TOPIC = "identity.users.v1";

    private final People people;

    UserStates(People people) {
        this.people = people;
    }

    @Override
    public String consumer() {
        return "feed.people";
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public Class<UserState> payload() {
        return UserState.class;
    }

    @Override
    public void handle(Event<UserState> event) {
        UserState state = event.payload();
        if (state == null) {
            UserId.parse(event.key()).ifPresent(people::forget);
            return;
        }
        UserId.parse(state.id()).ifPresent(
                id -> people.store(id, state.username(), state.displayName(), state.version()));
    }
}
