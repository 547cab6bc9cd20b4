package dev.whiteboard.drills.chat;

import java.util.List;

/** A conversation that the drill made, and who is in it. */
record Conversation(String id, List<Person> members) {}
