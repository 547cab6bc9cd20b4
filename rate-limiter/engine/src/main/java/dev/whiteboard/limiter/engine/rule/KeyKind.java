package dev.whiteboard.limiter.engine.rule;

/** By what a rule tells clients apart. */
public enum KeyKind {
    /** The API key; binds only requests with one. */
    API_KEY("api_key"),
    /** The signed-in user; binds only requests with one. */
    USER("user"),
    /** The address; binds only requests with neither user nor key. */
    IP("ip"),
    /** Nothing: all requests of the client type share one count. */
    GLOBAL("global");

    private final String text;

    KeyKind(String text) {
        this.text = text;
    }

    /** The kind's name in rules. */
    public String text() {
        return text;
    }

    public static KeyKind of(String text) {
        for (KeyKind kind : values()) {
            if (kind.text.equals(text)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("must be api_key, user, ip or global");
    }
}
