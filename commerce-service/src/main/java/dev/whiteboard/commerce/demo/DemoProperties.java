package dev.whiteboard.commerce.demo;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param products how many products the demo shop has; 0: there is no demo shop */
@ConfigurationProperties("whiteboard.demo")
record DemoProperties(int products) {
    private static final int MOST = 1_000_000;

    DemoProperties {
        if (products < 0 || products > MOST) {
            throw new IllegalArgumentException("DEMO_PRODUCTS must be 0 to 1,000,000");
        }
    }
}
