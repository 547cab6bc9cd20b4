package dev.whiteboard.chat.socket;

/** What only time brings about for one socket, found out by looking now and then: there is no timer for each. */
final class Vitals {
    /** What there is to do. */
    enum Finding {
        WELL, PING, SILENT, TOKEN_OVER
    }

    private long heardAtMillis;
    private long tokenUntilMillis;
    private boolean pinged;

    Vitals(long nowMillis, SocketProperties properties) {
        heardAtMillis = nowMillis;
        tokenUntilMillis = nowMillis + properties.authPatience().toMillis();
    }

    void heard(long nowMillis) {
        heardAtMillis = nowMillis;
        pinged = false;
    }

    void tokenGoodUntil(long millis) {
        tokenUntilMillis = millis;
    }

    Finding look(long nowMillis, SocketProperties properties) {
        long silent = nowMillis - heardAtMillis;
        if (nowMillis > tokenUntilMillis) {
            return Finding.TOKEN_OVER;
        }
        if (silent > properties.idleAfter().toMillis()) {
            return Finding.SILENT;
        }
        if (pinged || silent <= properties.pingAfter().toMillis()) {
            return Finding.WELL;
        }
        pinged = true;
        return Finding.PING;
    }
}
