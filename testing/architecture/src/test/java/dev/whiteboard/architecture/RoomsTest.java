package dev.whiteboard.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may depend on whom. */
class RoomsTest {
    @ParameterizedTest(name = "{0} uses no other service's classes")
    @CsvSource({"identity, shortener, gateway", "shortener, identity, gateway", "gateway, identity, shortener",
        "feed, identity, shortener", "identity, feed, gateway", "billing, identity, shortener",
        "shortener, billing, feed", "chat, identity, feed", "commerce, billing, identity", "billing, commerce, feed",
        "ride, billing, identity", "video, commerce, identity"})
    void servicesNeverDependOnEachOther(String service, String other, String another) {
        noClasses().that().resideInAPackage(House.ROOT + "." + service + "..")
                .should().dependOnClassesThat()
                .resideInAnyPackage(House.ROOT + "." + other + "..", House.ROOT + "." + another + "..")
                .because("services talk over HTTP and Kafka, so that each is deployed alone")
                .check(House.CLASSES);
    }

    @Test
    void theRateLimiterAndTheOthersMeetInItsEngineOnly() {
        noClasses().that().resideOutsideOfPackage(House.ROOT + ".limiter..")
                .should().dependOnClassesThat(resideInAPackage(House.ROOT + ".limiter..")
                        .and(resideOutsideOfPackage(House.ROOT + ".limiter.engine..")))
                .because("the engine is the library, the service is deployed alone")
                .check(House.CLASSES);
        noClasses().that().resideInAPackage(House.ROOT + ".limiter.engine..")
                .should().dependOnClassesThat().resideInAnyPackage("org.springframework..", House.ROOT + ".common..")
                .because("the engine runs in any process")
                .check(House.CLASSES);
    }

    @Test
    void theCityIsPlainJava() {
        noClasses().that().resideInAPackage(House.ROOT + ".city..")
                .should()
                .dependOnClassesThat(resideOutsideOfPackages("java..", House.ROOT + ".city..", "org.jspecify.."))
                .because("a service, a simulator and a picture are made from the same city")
                .check(House.CLASSES);
    }

    @Test
    void commonKnowsNoService() {
        noClasses().that().resideInAPackage(House.ROOT + ".common..")
                .should().dependOnClassesThat()
                .resideInAnyPackage(House.ROOT + ".identity..", House.ROOT + ".shortener..", House.ROOT + ".gateway..",
                        House.ROOT + ".limiter..")
                .because("what only one room uses lives in that room")
                .check(House.CLASSES);
    }

    @Test
    void productionCodeNeverTouchesTheLocalServers() {
        noClasses().that().resideOutsideOfPackage(House.ROOT + ".local..")
                .should().dependOnClassesThat().resideInAPackage(House.ROOT + ".local..")
                .because("local servers are for this machine and never ship")
                .check(House.CLASSES);
    }

    @Test
    void featuresOfAServiceDoNotDependOnEachOtherInCycles() {
        for (String service : new String[]{"identity", "shortener", "feed", "gateway", "common", "limiter", "billing",
            "chat", "commerce", "ride", "video", "limiter.engine"}) {
            SlicesRuleDefinition.slices().matching(House.ROOT + "." + service + ".(*)..")
                    .should().beFreeOfCycles()
                    .because("a feature can be read, and one day moved, on its own")
                    .check(House.CLASSES);
        }
    }
}
