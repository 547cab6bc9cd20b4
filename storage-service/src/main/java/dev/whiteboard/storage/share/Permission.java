package dev.whiteboard.storage.share;

/** What is granted. */
enum Permission {
    VIEW, EDIT
}
