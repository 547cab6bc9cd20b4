package dev.whiteboard.billing.payment;

/** What the provider decided about an operation; a fact, whoever brings it. */
public sealed interface Verdict {

    record Succeeded(String providerRef) implements Verdict {}

    record Declined(String code) implements Verdict {}
}
