package dev.whiteboard.shortener.page;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What anybody may know of a short link without following it.
 *
 * @param longUrl where it leads; null unless everybody may go there as often as they like
 * @param host the host it leads to; null if that is not for everybody to know either
 * @param maxClicks how often it may be followed in all; null for without end
 */
public record Inspection(String shortKey, String shortUrl, Status status, @Nullable String longUrl,
        @Nullable String host, Instant createdAt, @Nullable Instant expiresAt, boolean passwordProtected,
        @Nullable Integer maxClicks) {

    /** Whether the link may be followed now, and if not, why. */
    public enum Status {
        ACTIVE("It can be followed."), EXPIRED("It has expired and leads nowhere any more."), DISABLED(
                "Its owner has disabled it."), USED_UP("It has been followed as often as it may be."), BLOCKED(
                        "It leads to a place that is blocked here.");

        private final String words;

        Status(String words) {
            this.words = words;
        }
    }

    public Page page() {
        var facts = new StringBuilder();
        fact(facts, "Short link", shortUrl);
        fact(facts, "Status", status.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ". " + status.words);
        if (longUrl != null) {
            fact(facts, "Leads to", longUrl);
        } else if (host != null) {
            fact(facts, "Leads to a page of", host);
        }
        if (passwordProtected) {
            fact(facts, "Password", "Whoever knows it is told where the link leads.");
        }
        fact(facts, "Made", createdAt.toString());
        if (expiresAt != null) {
            fact(facts, "Ends", expiresAt.toString());
        }
        if (maxClicks != null) {
            fact(facts, "May be followed", maxClicks == 1 ? "once" : maxClicks + " times");
        }
        String way = status == Status.ACTIVE
                ? "<p><a href=\"/%s\" rel=\"nofollow\">Follow it</a></p>\n".formatted(Page.escape(shortKey))
                : "";
        return Page.of("About " + shortUrl, "<h1>About this short link</h1>\n<dl>\n" + facts + "</dl>\n" + way);
    }

    private static void fact(StringBuilder facts, String name, String value) {
        facts.append("<dt>").append(Page.escape(name)).append("</dt><dd><bdi>").append(Page.escape(value))
                .append("</bdi></dd>\n");
    }
}
