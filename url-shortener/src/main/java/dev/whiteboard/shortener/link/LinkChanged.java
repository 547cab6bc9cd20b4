package dev.whiteboard.shortener.link;

/**
 * A link was made, edited or deleted, and that is committed. Published inside the process; whoever keeps copies of links
 * brings them up to date before the caller gets an answer.
 *
 * @param guessable whether somebody may have asked for the key before it existed: so for an alias, not for a drawn key
 */
public record LinkChanged(Link link, boolean guessable) {}
