package dev.whiteboard.chat.socket;

import dev.whiteboard.common.json.Json;
import dev.whiteboard.common.problem.ErrorCode;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads a frame by the house's strict rules: unknown names are refused, nothing is coerced. */
final class FrameReader {
    private static final Map<String, Class<? extends ClientFrame>> TYPES = Map.of("auth", ClientFrame.Auth.class,
            "send_message", ClientFrame.SendMessage.class, "delivered", ClientFrame.Delivered.class, "read",
            ClientFrame.Read.class, "typing", ClientFrame.Typing.class, "sync", ClientFrame.Sync.class,
            "watch_presence", ClientFrame.WatchPresence.class, "ping", ClientFrame.Ping.class);
    private static final int LONGEST_ECHO = 128;
    private static final JsonMapper JSON = Json.strict();

    private FrameReader() {}

    /** The text as a tree, so that a refusal can name the message that it is about. */
    static ObjectNode tree(byte[] text) {
        try {
            if (JSON.readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException unreadable) {
            throw new Fault(ErrorCode.MALFORMED_REQUEST, "this is not readable as JSON");
        }
        throw new Fault(ErrorCode.MALFORMED_REQUEST, "a frame is a JSON object");
    }

    static ClientFrame read(ObjectNode tree) {
        JsonNode type = tree.remove("type");
        if (type == null) {
            throw new Fault(ErrorCode.MISSING_FIELD, "a frame has a type", "type");
        }
        Class<? extends ClientFrame> target = type.isString() ? TYPES.get(type.asString()) : null;
        if (target == null) {
            throw new Fault(ErrorCode.VALIDATION_ERROR, "there is no such type of frame", "type");
        }
        try {
            return JSON.treeToValue(tree, target);
        } catch (DatabindException e) {
            throw fault(e);
        }
    }

    private static Fault fault(DatabindException e) {
        String field = e.getPath().isEmpty() ? null : e.getPath().getLast().getPropertyName();
        return switch (e) {
            case UnrecognizedPropertyException unknown ->
                new Fault(ErrorCode.UNKNOWN_FIELD, "there is no such field", unknown.getPropertyName());
            case InvalidNullException _ -> new Fault(ErrorCode.MISSING_FIELD, "is required", field);
            case InvalidFormatException odd when odd.getTargetType().isEnum() ->
                new Fault(ErrorCode.VALIDATION_ERROR, "is not one of the values", field);
            case MismatchedInputException missing when missing.getOriginalMessage()
                    .startsWith("Missing required creator property") ->
                new Fault(ErrorCode.MISSING_FIELD, "is required", field);
            default -> new Fault(ErrorCode.WRONG_TYPE, "has the wrong type", field);
        };
    }

    /** What the client called the message that this frame is about, if it can be found out. */
    static @Nullable String clientMsgId(ObjectNode tree) {
        JsonNode id = tree.get("client_msg_id");
        return id != null && id.isString() && id.asString().length() <= LONGEST_ECHO ? id.asString() : null;
    }
}
