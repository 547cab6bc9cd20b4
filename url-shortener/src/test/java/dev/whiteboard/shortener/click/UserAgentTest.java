package dev.whiteboard.shortener.click;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserAgentTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36|false|desktop|chrome",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0|false|desktop|edge",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15|false|desktop|safari",
        "Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0|false|desktop|firefox",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/124.0 Mobile/15E148 Safari/604.1|false|mobile|chrome",
        "Mozilla/5.0 (iPad; CPU OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1|false|tablet|safari",
        "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36|false|mobile|chrome",
        "Mozilla/5.0 (Linux; Android 13; SM-X700) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0 Chrome/121.0.0.0 Safari/537.36|false|tablet|samsung",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)|true|other|other",
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)|true|other|other",
        "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)|true|other|other", "curl/8.5.0|false|other|other"})
    void saysWhatAChartCanShow(String header, boolean bot, String device, String browser) {
        assertThat(UserAgent.of(header)).isEqualTo(new UserAgent(bot, device, browser));
    }

    @Test
    void knowsNothingOfTheSilent() {
        assertThat(UserAgent.of(null)).isEqualTo(UserAgent.of(" ")).isEqualTo(new UserAgent(false, "other", "other"));
    }
}
