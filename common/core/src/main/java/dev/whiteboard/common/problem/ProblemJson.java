package dev.whiteboard.common.problem;

import java.util.Map;

/** Writes the few shapes a problem consists of, so that a container's error page needs no JSON library. */
final class ProblemJson {
    private ProblemJson() {}

    static String write(Map<?, ?> members) {
        StringBuilder json = new StringBuilder(256);
        object(json, members);
        return json.toString();
    }

    private static void object(StringBuilder json, Map<?, ?> members) {
        json.append('{');
        String separator = "";
        for (Map.Entry<?, ?> member : members.entrySet()) {
            json.append(separator);
            string(json, String.valueOf(member.getKey()));
            json.append(':');
            value(json, member.getValue());
            separator = ",";
        }
        json.append('}');
    }

    private static void value(StringBuilder json, Object value) {
        switch (value) {
            case Map<?, ?> nested -> object(json, nested);
            case Number number -> json.append(number);
            default -> string(json, value.toString());
        }
    }

    private static void string(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> json.append('\\').append(c);
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (c < 0x20 || Character.isSurrogate(c)) {
                        json.append(String.format("\\u%04x", (int) c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        json.append('"');
    }
}
