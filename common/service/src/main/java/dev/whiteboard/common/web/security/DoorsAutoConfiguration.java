package dev.whiteboard.common.web.security;

import static dev.whiteboard.common.problem.ErrorCode.FORBIDDEN;
import static dev.whiteboard.common.problem.ErrorCode.UNAUTHENTICATED;

import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.AccessTokens;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.common.security.SecurityProperties;
import dev.whiteboard.common.web.error.ProblemWriter;
import jakarta.servlet.DispatcherType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/** Sets up the one filter chain of a servlet service: stateless, by bearer token, closed unless listed as public. */
@AutoConfiguration(before = ServletWebSecurityAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class DoorsAutoConfiguration {
    @Bean
    SecurityFilterChain doors(HttpSecurity http, AccessTokens tokens, SecurityProperties settings) throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable).formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable).logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .addFilterBefore(new BearerTokenFilter(tokens), AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(paths -> paths.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                        .permitAll().requestMatchers(new PublicPaths(settings.publicPaths())).permitAll()
                        .requestMatchers("/admin/**")
                        .hasRole(Caller.ADMIN).requestMatchers("/internal/**").hasRole(Caller.SERVICE).anyRequest()
                        .authenticated())
                .exceptionHandling(refusals -> refusals
                        .authenticationEntryPoint((request, response, nobody) -> ProblemWriter.write(response,
                                Problem.of(UNAUTHENTICATED, "this needs an access token")))
                        .accessDeniedHandler((request, response, denied) -> ProblemWriter.write(response,
                                Problem.of(FORBIDDEN, "this needs a role that the caller does not have"))))
                .build();
    }

    /** Nobody logs in here; without this bean Boot would make up a user and print its password. */
    @Bean
    AuthenticationManager nobodyLogsInHere() {
        return authentication -> {
            throw new ProviderNotFoundException("services verify tokens, they do not log anybody in");
        };
    }

    /** One span a request is enough; one for each filter and each decision costs more than it tells. */
    @Bean
    SecurityObservationSettings noObservationsOfSecurity() {
        return SecurityObservationSettings.noObservations();
    }

    /** PostgreSQL has no NUL in text, so none comes in, encoded or not. */
    @Bean
    HttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedParameterNames(name -> name.indexOf('\0') < 0);
        firewall.setAllowedParameterValues(value -> value == null || value.indexOf('\0') < 0);
        return firewall;
    }

    /** What the firewall refuses is answered where every other failure is. */
    @Bean
    RequestRejectedHandler rejectedByFirewall() {
        return (request, response, rejected) -> {
            throw rejected;
        };
    }
}
