package dev.whiteboard.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsolePropertiesTest {

    @Test
    void aPolicyNamesOriginsAndNothingElseOfAnAddress() {
        ConsoleProperties properties = new ConsoleProperties(List.of(URI.create("http://localhost:19000/bucket?x=1"),
                URI.create("https://S3.example.org"), URI.create("https://s3.example.org/")));
        assertThat(properties.origins()).containsExactly("http://localhost:19000", "https://s3.example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "localhost:19000", "ftp://store", "https:"})
    void whatIsNoAddressOfAStoreIsRefusedAtTheStart(String address) {
        assertThatThrownBy(() -> new ConsoleProperties(List.of(URI.create(address))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
