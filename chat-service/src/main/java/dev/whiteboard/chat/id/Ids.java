package dev.whiteboard.chat.id;

import dev.whiteboard.common.id.PublicId;
import java.util.OptionalLong;

/** The kinds of ids that this service speaks of. */
public enum Ids {
    USER("usr"), CONVERSATION("conv"), MESSAGE("msg");

    private final String prefix;

    Ids(String prefix) {
        this.prefix = prefix;
    }

    public String text(long id) {
        return PublicId.format(prefix, id);
    }

    /** Nothing for a text that is no id of this kind. */
    public OptionalLong parse(String text) {
        return PublicId.parse(prefix, text);
    }
}
