package dev.whiteboard.local.psp;

/**
 * How hostile the provider is. All percentages are of orders, chosen by the seed, the order's key and how often it came,
 * so the same run has the same troubles.
 *
 * @param seed of all choices
 * @param declinePercent authorisations that are declined although the card is good
 * @param hangBeforePercent orders that are neither done nor answered
 * @param hangAfterPercent orders that are done but not answered
 * @param dropAfterPercent orders that are done, and then the connection breaks
 * @param failPercent orders that are not done and answered by 500
 * @param refuseWith the status by which every order is turned away unread; 0 for none
 * @param slowMillis how long an answer takes at least; {@code tok_slow} takes 1500 more
 * @param hangMillis how long a connection hangs before it is closed
 * @param webhooks whether any are sent; what was held back is sent when they are again
 * @param webhookCopies how often each is delivered, even if it was acknowledged
 * @param webhookSpreadMillis each delivery is late by up to so much, which reorders them
 * @param webhookFirst whether the webhook is delivered before the order is answered
 * @param forgetsKeys whether it knows no key any more, as providers do after a day: what comes again is done again
 */
public record Behaviour(long seed, int declinePercent, int hangBeforePercent, int hangAfterPercent,
        int dropAfterPercent, int failPercent, int refuseWith, int slowMillis, int hangMillis, boolean webhooks,
        int webhookCopies,
        int webhookSpreadMillis, boolean webhookFirst, boolean forgetsKeys) {

    /** Good orders are done at once, and told twice, out of order. */
    public static Behaviour usual(long seed) {
        return new Behaviour(seed, 0, 0, 0, 0, 0, 0, 0, 30_000, true, 2, 1_500, false, false);
    }
}
