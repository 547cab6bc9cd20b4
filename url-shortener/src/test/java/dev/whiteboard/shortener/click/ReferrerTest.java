package dev.whiteboard.shortener.click;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferrerTest {
    @ParameterizedTest
    @CsvSource({"https://News.Example/path?secret=1, news.example", "http://user:pass@a.example:8080/, a.example",
        "https://a.example, a.example",
        "'', direct", "' ', direct", "android-app://com.example, other", "javascript:alert(1), other",
        "https://, other"})
    void keepsTheHostAlone(String header, String host) {
        assertThat(Referrer.host(header)).isEqualTo(host);
    }
}
