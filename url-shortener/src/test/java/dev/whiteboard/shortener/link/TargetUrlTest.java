package dev.whiteboard.shortener.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetUrlTest {
    private static final PublicAddress OURS = new PublicAddress("https://short.example", Set.of(443),
            Set.of("sho.rt"));
    private static final PublicAddress LOCAL = new PublicAddress("http://localhost:8080", Set.of(8080, 8102, 9102),
            Set.of());

    @ParameterizedTest
    @ValueSource(strings = {"https://example.org/very/long/path", "http://example.org",
        "HTTPS://Example.ORG:8443/?q=1#top",
        "https://example.org/a%20b?x=[1]&y=*", "http://203.0.113.7/x", "http://[2001:db8::1]:8080/x",
        "https://xn--bcher-kva.example/",
        "https://sub_domain.example.org/", "https://example.org./", "https://example.org:/",
        "http://user.example.org/@name",
        "http://example.org/https://short.example/abc", "https://notshort.example/", "http://example.org:65535/"})
    void keepsWhatAUriMayHoldLetterForLetter(String url) {
        assertThat(TargetUrl.check(url, OURS)).isEqualTo(Checked.accepted(new TargetUrl(url)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {"https://bücher.example/ https://xn--bcher-kva.example/",
        "https://例え.jp:81/パス https://xn--r8jz45g.jp:81/%E3%83%91%E3%82%B9",
        "https://example.org/a|b https://example.org/a%7Cb",
        "https://example.org/?q=😀 https://example.org/?q=%F0%9F%98%80", "https://EXAMPLE。ORG/ https://example.org/"})
    void encodesTheRestAsABrowserDoes(String sent, String kept) {
        assertThat(TargetUrl.check(sent, OURS)).isEqualTo(Checked.accepted(new TargetUrl(kept)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "example.org", "//example.org", "/path", "javascript:alert(1)", "JAVASCRIPT:alert(1)",
        "data:text/html,x",
        "ftp://example.org", "file:///etc/passwd", "http:example.org", "http:/example.org", "http://", "https:///x",
        "http://?x", "http://:80/",
        "http://example.org:0/", "http://example.org:65536/", "http://example.org:8a/", "http://example.org:999999/",
        "http://a b.example/",
        "http://exa\tmple.org/", "http://example.org/\r\nSet-Cookie:x=1", "http://example.org/\u0000",
        "http://example.org/\u202Egpj.exe",
        "http://user@example.org/", "http://user:pass@example.org/", "http://short.example@evil.example/",
        "http://example.org\\@evil.example/",
        "http:\\\\example.org", "http://0x7f.1/", "http://2130706433/", "http://017700000001/", "http://1.2.3/",
        "http://1.2.3.256/",
        "http://[::1/", "http://[fe80::1%25eth0]/", "http://[zz]/", "http://-bad.example/", "http://ex..ample/",
        "http://.example/", " https://example.org",
        "https://example.org ", "https://exa\u200Bmple.org/", "http://\uD800.example/", "http://example.org/\uDC00"})
    void refusesWhatIsNoWebAddress(String url) {
        assertThat(TargetUrl.check(url, OURS)).isInstanceOf(Checked.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://short.example/abcd", "http://short.example", "HTTPS://SHORT.EXAMPLE/x",
        "https://short.example./x",
        "https://short.example:8443/x", "https://www.short.example/x", "https://ｓｈｏｒｔ.example/x",
        "https://short。example/", "https://sho.rt/x", "http://www.SHO.RT:81/"})
    void refusesWhatLeadsBackHere(String url) {
        assertThat(TargetUrl.check(url, OURS))
                .isEqualTo(Checked.refused("long_url", "must not lead back to this service"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080/x", "http://LOCALHOST.:8080/x", "http://localhost/x",
        "http://localhost:1/", "http://127.0.0.1:8080/x",
        "http://127.1.2.3:9102/x", "http://[::1]:8102/", "http://[0:0:0:0:0:0:0:1]:8080/",
        "http://[::ffff:127.0.0.1]:8080/", "http://0.0.0.0:8080/",
        "http://x.localhost:8080/", "http://①27.0.0.1:8080/"})
    void refusesTheseTooOnADevelopmentMachine(String url) {
        assertThat(TargetUrl.check(url, LOCAL)).isInstanceOf(Checked.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:3000/", "http://[::1]:3000/", "http://10.0.0.1:8080/"})
    void allowsAnotherServerOfADevelopmentMachine(String url) {
        assertThat(TargetUrl.check(url, LOCAL)).isInstanceOf(Checked.Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:3000/", "http://localhost/", "http://10.0.0.1/", "http://192.168.1.1/",
        "http://printer.local/", "http://[fd12::1]/", "http://[::ffff:10.0.0.1]/", "http://①⓪.0.0.1/"})
    void allowsNoPrivatePlaceOnAPublicPlatform(String url) {
        assertThat(TargetUrl.check(url, OURS)).isInstanceOf(Checked.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://169.254.169.254/latest/meta-data/", "http://[fe80::1]/", "http://0.0.0.0:3000/",
        "http://metadata.google.internal/", "http://[::ffff:169.254.169.254]/", "http://224.0.0.1/"})
    void allowsWhereACloudKeepsItsSecretsNowhere(String url) {
        assertThat(TargetUrl.check(url, LOCAL)).isInstanceOf(Checked.Refused.class);
    }

    @Test
    void aLimitHoldsForWhatIsSentAndForWhatIsKept() {
        String longest = "https://example.org/" + "a".repeat(2_048 - 20);
        assertThat(TargetUrl.check(longest, OURS)).isInstanceOf(Checked.Accepted.class);
        assertThat(TargetUrl.check(longest + "a", OURS)).isInstanceOf(Checked.Refused.class);
        assertThat(TargetUrl.check("https://example.org/" + "ü".repeat(400), OURS)).isInstanceOf(Checked.Refused.class);
    }

    @Test
    @Promise("shortener.bad-input")
    void whateverIsSentWhatIsAcceptedIsAnAddressThatAHeaderMayHold() {
        Random random = Seed.random("urls");
        String[] parts = {"http", "https", "://", ":", "/", "\\", "@", "short.example", "example.org", "[::1]",
            "127.0.0.1", "%", "%41", "?", "#", "\r\n",
            "\t", " ", "ü", "。", "\u202E", "😀", "\uD800", ".", "..", "-", "8080", "\u0000", "javascript", "x"};
        for (int round = 0; round < Scale.rounds(100_000); round++) {
            var url = new StringBuilder(random.nextBoolean() ? "https://" : "");
            for (int i = random.nextInt(8); i >= 0; i--) {
                url.append(parts[random.nextInt(parts.length)]);
            }
            if (TargetUrl.check(url.toString(), OURS) instanceof Checked.Accepted<TargetUrl>(TargetUrl target)) {
                assertThat(target.text()).matches("(?i)https?://[\\x21-\\x7E]+").doesNotContain("\\");
                String authority = target.text().split("[/?#]")[2];
                assertThat(authority).doesNotContain("@").doesNotMatch("(?i)(www\\.)?short\\.example\\.?(:.*)?");
                assertThat(authority).matches("(?:[A-Za-z0-9._-]+|\\[[0-9a-f:.]+])(?::[0-9]*)?");
            }
        }
    }
}
