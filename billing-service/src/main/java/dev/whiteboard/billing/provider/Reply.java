package dev.whiteboard.billing.provider;

/** What the provider says about an operation, or that it says nothing. Only the first two are facts about money. */
public sealed interface Reply {

    /** It is done. */
    record Succeeded(String providerRef) implements Reply {}

    /** It is refused for good. */
    record Declined(String code) implements Reply {}

    /** The provider has not seen the key: nothing happened yet. */
    record NeverSeen() implements Reply {}

    /** The request did not leave: nothing happened. */
    record NotSent(String why) implements Reply {}

    /** Anything may have happened. */
    record NoAnswer(String why) implements Reply {}
}
