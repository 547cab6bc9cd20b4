package dev.whiteboard.shortener.page;

import org.jspecify.annotations.Nullable;

/** Asks the visitor of a protected link for its password. */
public final class PasswordPage {
    private PasswordPage() {}

    /** @param refusal why the last try did not do; null on the first visit */
    public static Page of(String shortKey, @Nullable String refusal) {
        return Page.of("Password required",
                """
                        <h1>This link is protected by a password</h1>
                        %s<form method="post" action="/api/v1/links/%s/unlock">
                        <p><label>Password <input type="password" name="password" maxlength="128" required autofocus autocomplete="off"></label>
                        <button>Open</button></p>
                        </form>
                        <p><a href="/%2$s+">Where does this lead?</a></p>
                        """
                        .formatted(refusal == null ? "" : "<p role=\"alert\">" + Page.escape(refusal) + "</p>\n",
                                Page.escape(shortKey)));
    }
}
