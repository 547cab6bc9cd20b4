package dev.whiteboard.toy;

import dev.whiteboard.chat.live.LossyRedis;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The service in a network that loses some of what nodes tell each other: {@code loss} is how much. Outside of the service's packages, or it would be part of it. */
@SpringBootApplication(scanBasePackages = "dev.whiteboard.chat")
@EnableScheduling
public class LossyChat {
    @Bean
    static BeanPostProcessor loss(Environment environment) {
        double loss = environment.getProperty("loss", Double.class, 0.0);
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return LossyRedis.instead(bean, loss);
            }
        };
    }
}
