package dev.whiteboard.feed.tweet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.testkit.Promise;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TweetTextTest {
    private static final String FAMILY = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66";
    private static final String FLAG = "\uD83C\uDDE9\uD83C\uDDEA";
    private static final String ACCENT = "e\u0301";

    @Test
    @Promise("feed.length-as-people-count")
    void aFamilyAFlagAndAnAccentAreOneCharacterEach() {
        for (String one : new String[]{"x", FAMILY, FLAG, ACCENT, "\uD55C", "\uD83D\uDC4D\uD83C\uDFFD"}) {
            assertThat(TweetText.tooLong(one.repeat(280))).as(one).isFalse();
            assertThat(TweetText.tooLong(one.repeat(281))).as(one).isTrue();
        }
    }

    @Test
    @Promise(value = "feed.length-as-people-count", naive = true)
    void countingCharsRefusesAFamilyOf280() {
        dev.whiteboard.testkit.Toy.mustFail(1, () -> assertThat(FAMILY.repeat(280).length()).isLessThanOrEqualTo(280));
    }

    @Test
    void oneCharacterOfAThousandAccentsIsTooLongAllTheSame() {
        assertThat(TweetText.tooLong("e" + "\u0301".repeat(5_000))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"#one and #Two_2, #two_2|one two_2", "#1 #2nd|2nd", "a#b &#39; ##x|''",
        "#größe #日本|größe 日本", "no tags|''"})
    void tagsAreFound(String text, String tags) {
        assertThat(String.join(" ", TweetText.hashtags(text))).isEqualTo(tags);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"@bob, @Carol. and @bob|bob carol", "mail me@example.org|''", "@@x|''",
        "(@dave)|dave"})
    void mentionsAreFound(String text, String names) {
        assertThat(String.join(" ", TweetText.mentions(text))).isEqualTo(names);
    }
}
