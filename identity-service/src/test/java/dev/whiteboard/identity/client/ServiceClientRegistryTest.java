package dev.whiteboard.identity.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whiteboard.identity.Misconfigured;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceClientRegistryTest {
    /** SHA-256 of "secret". */
    private static final String HASH = "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b";

    @Test
    void aClientIsKnownByItsSecretOnly() {
        var clients = ServiceClientRegistry.parse("gateway=" + HASH + ", shortener=" + HASH.toUpperCase() + ",");

        assertThat(clients.knows("gateway", "secret")).isTrue();
        assertThat(clients.knows("shortener", "secret")).isTrue();
        assertThat(clients.knows("gateway", HASH)).isFalse();
        assertThat(clients.knows("nobody", "secret")).isFalse();
        assertThat(ServiceClientRegistry.parse("").knows("", "")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "gateway=", "gateway=secret"})
    void aListThatCannotBeReadStopsTheStart(String text) {
        assertThatThrownBy(() -> ServiceClientRegistry.parse(text)).isInstanceOf(Misconfigured.class);
    }

    @Test
    void credentialsComeFromABasicHeader() {
        assertThat(BasicCredentials.parse("Basic Z2F0ZXdheTpzZTpjcmV0")).contains(
                new BasicCredentials("gateway", "se:cret"));
        assertThat(BasicCredentials.parse(null)).isEmpty();
        assertThat(BasicCredentials.parse("Basic ###")).isEmpty();
        assertThat(BasicCredentials.parse("Bearer Z2F0ZXdheTpzZTpjcmV0")).isEmpty();
    }
}
