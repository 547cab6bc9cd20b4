package dev.whiteboard.chat.conversation;

/** How a command on a conversation ends. */
sealed interface Outcome {

    record Done(Conversation conversation, boolean created) implements Outcome {}

    record Removed() implements Outcome {}

    record NoSuchMember() implements Outcome {}

    /** What was sent breaks a rule. */
    record Refused(String field, String message) implements Outcome {}

    /** The caller is no member, which is all that a stranger is told. */
    record NotAMember() implements Outcome {}

    /** The caller is a member but may not do this. */
    record NotAllowed(String message) implements Outcome {}
}
