package dev.whiteboard.shortener.block;

/** Somebody changed the list, here. */
record BlocksEdited() {}
