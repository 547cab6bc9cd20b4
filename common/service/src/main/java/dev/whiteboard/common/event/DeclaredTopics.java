package dev.whiteboard.common.event;

import java.util.List;

import org.apache.kafka.clients.admin.NewTopic;

/** More topics to declare, under their plain names; a service's own topics are simply beans of type {@link NewTopic}. */
public record DeclaredTopics(List<NewTopic> topics) {

    public DeclaredTopics {
        topics = List.copyOf(topics);
    }
}
