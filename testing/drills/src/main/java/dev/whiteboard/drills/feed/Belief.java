package dev.whiteboard.drills.feed;

/** What a client knows: a request without an answer may or may not have had its effect. */
enum Belief {
    NO, IN_DOUBT, YES;

    static Belief after(boolean wanted, boolean inDoubt) {
        return inDoubt ? IN_DOUBT : wanted ? YES : NO;
    }
}
