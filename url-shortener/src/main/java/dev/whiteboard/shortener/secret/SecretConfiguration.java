package dev.whiteboard.shortener.secret;

import dev.whiteboard.common.cursor.SignedCursors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Derives the keys. */
@Configuration(proxyBeanMethods = false)
class SecretConfiguration {
    @Bean
    SigningSecret signingSecret(@Value("${SIGNING_SECRET}") String base64) {
        return new SigningSecret(base64);
    }

    @Bean
    SignedCursors signedCursors(SigningSecret secret) {
        return new SignedCursors(secret.keyFor("cursors"));
    }
}
