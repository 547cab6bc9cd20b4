package dev.whiteboard.common.json;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;

/** Builds the application's mapper by the strict rules, because it reads what clients send. */
@AutoConfiguration(before = JacksonAutoConfiguration.class)
class JsonAutoConfiguration {
    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        return Json::strict;
    }

    @Bean
    JsonFactoryBuilderCustomizer boundedJson() {
        return Json::limits;
    }
}
