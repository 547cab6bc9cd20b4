package dev.whiteboard.gateway.route;

/** Who may call a route. A bad token or key is refused on every route but {@link #UNCHECKED}, even where none is needed. */
public enum Access {
    /** No credentials needed; those that are sent must be good. */
    PUBLIC,
    /** Any signed-in user. */
    USER,
    /** A user with the role {@code admin}. */
    ADMIN,
    /** Credentials are the upstream's business: WebSockets may send them in their first frame. */
    UNCHECKED
}
