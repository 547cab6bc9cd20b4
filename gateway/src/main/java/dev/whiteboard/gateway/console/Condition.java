package dev.whiteboard.gateway.console;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a box is. */
enum Condition {
    @JsonProperty("up")
    UP,
    /** Some of its replicas are ready. */
    @JsonProperty("part")
    PART, @JsonProperty("down")
    DOWN,
    /** This platform was started without it. */
    @JsonProperty("absent")
    ABSENT,
    /** Nobody says. */
    @JsonProperty("unknown")
    UNKNOWN
}
