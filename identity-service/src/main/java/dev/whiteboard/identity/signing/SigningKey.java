package dev.whiteboard.identity.signing;

import java.time.Instant;

import com.nimbusds.jose.jwk.RSAKey;

/** One generation of the signing key, with its private half. */
record SigningKey(int generation, RSAKey key, Instant signsFrom) {
    String kid() {
        return key.getKeyID();
    }

    /** Never the key: this may end in a log. */
    @Override
    public String toString() {
        return "SigningKey[" + generation + ", " + kid() + ", signs from " + signsFrom + "]";
    }
}
