package dev.whiteboard.identity.session;

/** What a client gets for a proof of who it is. */
public record TokenPair(String accessToken, String refreshToken, String tokenType, long expiresIn) {
    TokenPair(String accessToken, String refreshToken, long expiresIn) {
        this(accessToken, refreshToken, "Bearer", expiresIn);
    }

    /** Never the tokens: this may end in a log. */
    @Override
    public String toString() {
        return "TokenPair[…]";
    }
}
