package dev.whiteboard.feed.tweet;

import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Declares the topic of entries and reads the settings. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(Delivery.class)
class TweetConfiguration {
    @Bean
    NewTopic entries() {
        return EntryPosted.topic();
    }

    @Bean
    Shown.Rows shownRows(@Value("${whiteboard.feed.media-url}") String mediaUrl) {
        return new Shown.Rows(mediaUrl);
    }
}
