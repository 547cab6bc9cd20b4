package dev.whiteboard.toy;

import dev.whiteboard.chat.log.ConversationLog;
import dev.whiteboard.chat.log.EntryListener;
import dev.whiteboard.chat.log.ForgetfulLog;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The service with a log in the memory of each node: quick, and wrong. */
@SpringBootApplication(scanBasePackages = "dev.whiteboard.chat")
@EnableScheduling
public class ForgetfulChat {
    @Bean
    static BeanPostProcessor forgetfulLog(ObjectProvider<EntryListener> listener) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof ConversationLog ? new ForgetfulLog(listener::getObject) : bean;
            }
        };
    }
}
