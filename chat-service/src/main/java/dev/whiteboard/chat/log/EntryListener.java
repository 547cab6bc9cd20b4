package dev.whiteboard.chat.log;

/** Hears of every entry that this node has made durable, in the order of the log, after its sender has been told. */
public interface EntryListener {
    void written(Entry entry, long origin);
}
