package dev.whiteboard.common.signing;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

import dev.whiteboard.common.cursor.SignedCursors;
import dev.whiteboard.common.secret.SigningSecret;

/** The secret of every service that needs it, and the cursors signed under it. */
@AutoConfiguration
@Lazy
public class SigningAutoConfiguration {
    @Bean
    SigningSecret signingSecret(@Value("${SIGNING_SECRET}") String base64) {
        return new SigningSecret(base64);
    }

    @Bean
    SignedCursors signedCursors(SigningSecret secret) {
        return new SignedCursors(secret.keyFor("cursors"));
    }
}
