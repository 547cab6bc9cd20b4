package dev.whiteboard.commerce.order;

/** What can happen to an order that exists. */
public sealed interface Happening {
    /** The provider took the money. */
    record Captured() implements Happening {}

    /** It did not, and will not. */
    record Declined(String reason) implements Happening {}

    /** Nobody knows yet whether it did. */
    record Unanswered() implements Happening {}

    /** The money was given back. */
    record Refunded() implements Happening {}

    /** The provider declined to give it back. */
    record RefundDeclined(int number) implements Happening {}

    /** The units were held as long as promised. */
    record Expired() implements Happening {}

    /** Billing owes an answer for longer than usual. */
    record Overdue() implements Happening {}

    /** The buyer does not want it any more. */
    record Cancelled() implements Happening {}

    /** The buyer wants the money back. */
    record RefundWanted() implements Happening {}

    /** The last of its sellers sent their part. */
    record Shipped() implements Happening {}

    /** The last part arrived. */
    record Delivered() implements Happening {}
}
