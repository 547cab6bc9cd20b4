package dev.whiteboard.toy;

import dev.whiteboard.chat.conversation.ForgetfulMemberships;
import dev.whiteboard.chat.conversation.Memberships;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The service with a cache of members as caches usually are: it believes what it knows until it is told otherwise. */
@SpringBootApplication(scanBasePackages = "dev.whiteboard.chat")
@EnableScheduling
public class NaiveChat {
    @Bean
    static BeanPostProcessor naiveMemberships() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof Memberships members ? new ForgetfulMemberships(members) : bean;
            }
        };
    }
}
