package dev.whiteboard.local.launcher.platform;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks one question over HTTP. */
final class Http {

    private static final int PATIENCE_MILLIS = 1_500;

    private Http() {}

    /** Whether a GET on this machine is answered with 200. */
    static boolean answersOk(int port, String path) {
        try {
            var connection = (HttpURLConnection) URI.create("http://127.0.0.1:%d%s".formatted(port, path)).toURL()
                    .openConnection();
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException unanswered) {
            return false;
        }
    }
}
