package dev.whiteboard.common.web.openapi;

import java.util.List;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.whiteboard.common.security.SecurityProperties;
import dev.whiteboard.common.web.security.PublicPaths;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.servers.Server;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** Describes the service at {@code /v3/api-docs}, under the address that clients use. */
@AutoConfiguration(beforeName = "org.springdoc.core.configuration.SpringDocConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class OpenApiAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    OpenAPI openApi(@Value("${spring.application.name:service}") String name,
            @Value("${PUBLIC_URL:http://localhost:8080}") String publicUrl) {
        return new OpenAPI().info(new Info().title(name).version("v1")).servers(List.of(new Server().url(publicUrl)));
    }

    @Bean
    HouseDescription houseDescription(SecurityProperties security) {
        return new HouseDescription(new PublicPaths(security.publicPaths()));
    }

    @Bean
    ModelResolver wireModels(ObjectMapperProvider mappers) {
        return new ModelResolver(
                mappers.jsonMapper().copy().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                        .setAnnotationIntrospector(new WireNames()));
    }
}
