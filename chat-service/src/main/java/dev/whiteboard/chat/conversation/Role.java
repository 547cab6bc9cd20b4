package dev.whiteboard.chat.conversation;

/** What a member may do: an admin of a group adds and removes others and deletes their messages. */
public enum Role {
    ADMIN, MEMBER
}
