package dev.whiteboard.common.money;

import java.math.BigDecimal;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/** An amount as a client wrote it, {@code "149.97"} or {@code 149.97}; what it is worth its currency says. */
@JsonDeserialize(using = Amount.Reader.class)
public final class Amount {
    private final BigDecimal value;

    public Amount(BigDecimal value) {
        this.value = value;
    }

    public BigDecimal value() {
        return value;
    }

    /** Reads a number, or a string that looks like a plain one. */
    static final class Reader extends ValueDeserializer<Amount> {
        private static final String PLAIN = "-?\\d{1,20}(\\.\\d{1,20})?";

        @Override
        public Amount deserialize(JsonParser json, DeserializationContext context) {
            JsonToken token = json.currentToken();
            if (token == JsonToken.VALUE_STRING) {
                String text = json.getString();
                if (!text.matches(PLAIN)) {
                    throw context.weirdStringException(text, Amount.class, "not an amount");
                }
                return new Amount(new BigDecimal(text));
            }
            if (token != null && token.isNumeric()) {
                return new Amount(json.getDecimalValue());
            }
            return (Amount) context.handleUnexpectedToken(context.constructType(Amount.class), json);
        }
    }
}
