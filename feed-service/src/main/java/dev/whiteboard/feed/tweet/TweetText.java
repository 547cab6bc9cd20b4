package dev.whiteboard.feed.tweet;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The text of a tweet. Its length is counted as people count: a family emoji, a flag or an e with an accent are one
 * (extended grapheme clusters, UAX #29). Since one such character may be built from any number of code points, these are
 * bounded too.
 */
final class TweetText {
    static final int LONGEST = 280;
    static final int MOST_CODE_POINTS = 10 * LONGEST;

    private static final int MOST_NAMES = 20;
    private static final Pattern CHARACTER = Pattern.compile("\\X");
    private static final Pattern HASHTAG = Pattern
            .compile("(?<![\\p{L}\\p{M}\\p{N}_&#])[#＃]([\\p{L}\\p{M}\\p{N}_]*\\p{L}[\\p{L}\\p{M}\\p{N}_]*)");
    private static final Pattern MENTION = Pattern.compile("(?<![\\p{L}\\p{N}_@.])@([A-Za-z0-9][A-Za-z0-9._-]{0,63})");

    private TweetText() {}

    static int length(String text) {
        return (int) CHARACTER.matcher(text).results().limit(LONGEST + 1L).count();
    }

    static boolean tooLong(String text) {
        return text.codePointCount(0, text.length()) > MOST_CODE_POINTS || length(text) > LONGEST;
    }

    /** Each once, without the sign, in lower case, in the order of the text. A tag has at least one letter: #1 is a number. */
    static List<String> hashtags(String text) {
        return names(HASHTAG, text);
    }

    /** The usernames that are addressed, in lower case; whether anybody has them is another question. */
    static List<String> mentions(String text) {
        return names(MENTION, text).stream().map(name -> name.replaceFirst("[._-]+$", "")).distinct().toList();
    }

    private static List<String> names(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult found) -> found.group(1).toLowerCase(Locale.ROOT))
                .distinct().limit(MOST_NAMES).toList();
    }
}
