package dev.whiteboard.common.web.request;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

/** Puts the first filters in their order. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(BodyLimits.class)
class RequestAutoConfiguration {
    @Bean
    FilterRegistrationBean<RequestIdFilter> requestIdFilter() {
        var registration = new FilterRegistrationBean<>(new RequestIdFilter());
        registration.setOrder(RequestIdFilter.ORDER);
        return registration;
    }

    @Bean
    FilterRegistrationBean<BodyFilter> bodyFilter(BodyLimits limits) {
        var registration = new FilterRegistrationBean<>(new BodyFilter(limits));
        registration.setOrder(BodyFilter.ORDER);
        return registration;
    }

    @Bean
    JsonTextAdvice jsonTextAdvice() {
        return new JsonTextAdvice();
    }
}
