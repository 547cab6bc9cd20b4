package dev.whiteboard.feed.person;

/** A person as others see them. */
public record PersonView(String id, String username, String displayName) {
    public static PersonView of(long id, String username, String displayName) {
        return new PersonView(UserId.text(id), username, displayName);
    }
}
