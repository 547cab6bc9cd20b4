package dev.whiteboard.common.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whiteboard.common.json.Json;
import java.math.BigDecimal;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class MoneyTest {
    private static final Currency USD = Currency.getInstance("USD");

    @ParameterizedTest
    @CsvSource({"149.97, USD, 14997, 149.97", "1, USD, 100, 1.00", "1.5E+2, JPY, 150, 150", "0.0010, KWD, 1, 0.001",
        "1000000000.00, USD, 100000000000, 1000000000.00"})
    void countsMinorUnitsAndWritesThemAsTheCurrencyDoes(BigDecimal amount, Currency currency, long minor, String text) {
        Money money = Money.of(amount, currency);
        assertThat(money.minor()).isEqualTo(minor);
        assertThat(money.text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, USD", "-1, USD", "0.001, USD", "0.5, JPY", "1000000000.01, USD", "1E+999999999, USD",
        "1E-999999999, USD", "12345678901234567890123456789, USD"})
    void refusesWhatIsNoSumOfTheCurrency(BigDecimal amount, Currency currency) {
        assertThatThrownBy(() -> Money.of(amount, currency)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void knowsOnlyCurrenciesInWhichSomebodyCanBePaid() {
        assertThat(Currencies.find("USD")).contains(USD);
        assertThat(Currencies.find("XAU")).isEmpty();
        assertThat(Currencies.find("usd")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"149.97", "\"149.97\"", "-3", "\"0\"", "1.4997E+2"})
    void anAmountIsANumberOrAStringThatLooksLikeOne(String json) {
        assertThat(Json.strict().readValue(json, Amount.class).value()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1e9\"", "\"\"", "\"NaN\"", "\" 1\"", "true", "[1]", "{}", "\"1,5\""})
    void nothingElseIsAnAmount(String json) {
        assertThatThrownBy(() -> Json.strict().readValue(json, Amount.class)).isInstanceOf(JacksonException.class);
    }
}
