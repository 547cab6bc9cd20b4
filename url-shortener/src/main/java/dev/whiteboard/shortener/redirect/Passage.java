package dev.whiteboard.shortener.redirect;

/** How it ends that somebody asked to pass a limited link. */
sealed interface Passage {

    /** One of its clicks was taken for them: on to where the link leads. */
    record Through(Target.Live live) implements Passage {}

    /** None was; this is what the key stands for now. */
    record Turned(Target now) implements Passage {}

    /** Nobody can say. */
    record Unknown() implements Passage {}
}
