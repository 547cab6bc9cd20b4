package dev.whiteboard.storage.tree;

/** What somebody may do with a node and what is below, from least to most. */
public enum Role {
    VIEWER, EDITOR, OWNER;

    public boolean mayEdit() {
        return this != VIEWER;
    }
}
