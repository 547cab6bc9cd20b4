package dev.whiteboard.shortener.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTest {
    @ParameterizedTest
    @CsvSource({"example.org,PUBLIC", "203.0.113.7,PUBLIC", "172.15.255.255,PUBLIC", "172.32.0.0,PUBLIC",
        "[2001:db8::1],PUBLIC", "localhost.example,PUBLIC", "notlocal,PUBLIC", "[2002:cb00:7107::],PUBLIC",
        "localhost,PRIVATE", "a.localhost.,PRIVATE", "10.255.255.255,PRIVATE", "172.16.0.0,PRIVATE",
        "172.31.255.255,PRIVATE", "192.168.0.1,PRIVATE", "100.64.0.1,PRIVATE", "127.9.9.9,PRIVATE", "[::1],PRIVATE",
        "[fd12:3456::1],PRIVATE", "[::ffff:192.168.0.1],PRIVATE", "[64:ff9b::a00:1],PRIVATE",
        "[2002:a00:1::],PRIVATE", "db.internal,PRIVATE", "printer.local,PRIVATE", "nas.home.arpa,PRIVATE",
        "169.254.169.254,NEVER", "[fe80::1],NEVER", "[::ffff:169.254.169.254],NEVER", "[64:ff9b::a9fe:a9fe],NEVER",
        "[fd00:ec2::254],NEVER", "0.0.0.0,NEVER", "[::],NEVER", "255.255.255.255,NEVER", "239.1.1.1,NEVER",
        "[ff02::1],NEVER", "METADATA.google.internal,NEVER"})
    void aHostIsForEverybodyForSomeOrForNobody(String host, Network network) {
        assertThat(Host.parse(host).orElseThrow().network()).isEqualTo(network);
    }

    @ParameterizedTest
    @CsvSource({"https://Example.org:8443/x?y@z#:1,example.org", "http://[2001:db8::1]:80/,[2001:db8:0:0:0:0:0:1]",
        "http://[2001:db8::1],[2001:db8:0:0:0:0:0:1]", "https://example.org.?q,example.org",
        "https://example.org:/,example.org"})
    void theHostOfAnAddressIsFound(String url, String host) {
        assertThat(Host.of(url)).contains(new Host(host));
    }
}
