package dev.whiteboard.chat.log;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Where drafts become entries. */
public interface ConversationLog {
    /** Nobody's connection. */
    long NO_ORIGIN = 0;

    /**
     * Appends a draft. Drafts of one conversation that come from one thread are written in the order in which they came.
     *
     * @param origin the connection it came from, which is not sent its own message
     * @param told hears what became of it, on another thread
     * @return false if too much is waiting already
     */
    boolean append(Draft draft, long origin, Consumer<Appended> told);

    /** The same for who wants to wait. */
    default CompletableFuture<Appended> append(Draft draft) {
        var result = new CompletableFuture<Appended>();
        if (!append(draft, NO_ORIGIN, result::complete)) {
            result.complete(new Appended.InDoubt());
        }
        return result;
    }
}
