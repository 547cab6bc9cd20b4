package dev.whiteboard.chat.log;

/** What became of a draft. */
public sealed interface Appended {

    /** It is durable. */
    record Written(Entry entry) implements Appended {}

    /** It was durable already: the sender has sent it before, under this name. */
    record Repeated(Entry entry) implements Appended {}

    record Refused(Reason reason) implements Appended {}

    /** Nobody knows: the database did not answer. Sending it again under the same name is safe. */
    record InDoubt() implements Appended {}

    /** Why a draft is refused. */
    enum Reason {
        NOT_A_MEMBER("you are not a member of this conversation"), BLOCKED(
                "this user does not want to be written to"), NO_SUCH_MESSAGE(
                        "there is no such message in this conversation"), NOT_THE_SENDER(
                                "this message is somebody else's"), DELETED(
                                        "this message has been deleted"), NAME_REUSED(
                                                "client_msg_id names another message of yours");

        private final String message;

        Reason(String message) {
            this.message = message;
        }

        public String message() {
            return message;
        }
    }
}
