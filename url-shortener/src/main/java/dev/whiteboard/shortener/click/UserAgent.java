package dev.whiteboard.shortener.click;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code User-Agent} says about its client, in a handful of classes that a chart can show.
 *
 * <p>
 * Written by hand: the full databases know thousands of devices at a millisecond a look-up, and a chart needs six
 * browsers. Browsers name their ancestors, so the order of the tests matters: Edge says it is Chrome and Safari, Chrome
 * says it is Safari. A bot is who says so; one that lies is counted as a person.
 */
record UserAgent(boolean bot, String device, String browser) {
    private static final Pattern BOT = Pattern
            .compile("bot\\b|bot[/;_-]|crawl|spider|slurp|facebookexternalhit|whatsapp/"
                    + "|preview|embedly|pingdom|uptime|monitor|headless|lighthouse|feedfetcher|mediapartners|bingpreview|scrapy");
    private static final UserAgent UNKNOWN = new UserAgent(false, "other", "other");
    private static final List<Mark> BROWSERS = List.of(new Mark("edg", "edge"), new Mark("opr/", "opera"),
            new Mark("opera", "opera"), new Mark("samsungbrowser", "samsung"), new Mark("firefox", "firefox"),
            new Mark("fxios", "firefox"), new Mark("crios", "chrome"), new Mark("chrome", "chrome"),
            new Mark("chromium", "chrome"), new Mark("safari", "safari"));
    private static final List<Mark> DEVICES = List.of(new Mark("ipad", "tablet"), new Mark("tablet", "tablet"),
            new Mark("iphone", "mobile"), new Mark("mobile", "mobile"), new Mark("android", "tablet"),
            new Mark("windows nt", "desktop"), new Mark("macintosh", "desktop"), new Mark("x11", "desktop"),
            new Mark("cros", "desktop"));

    static UserAgent of(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return UNKNOWN;
        }
        String text = header.toLowerCase(Locale.ROOT);
        return new UserAgent(BOT.matcher(text).find(), first(DEVICES, text), first(BROWSERS, text));
    }

    private static String first(List<Mark> marks, String text) {
        return marks.stream().filter(mark -> text.contains(mark.sign())).map(Mark::name).findFirst().orElse("other");
    }

    private record Mark(String sign, String name) {}
}
