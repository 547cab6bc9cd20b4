package dev.whiteboard.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a class looks. */
class StyleTest {
    @ParameterizedTest
    @ValueSource(strings = {"Impl", "Helper", "Helpers", "Util", "Utils", "Manager", "DTO", "Dto"})
    void aNameSaysTheRole(String suffix) {
        noClasses().should().haveSimpleNameEndingWith(suffix)
                .because("the name of a pattern or a drawer says nothing about the role")
                .check(House.CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"controller", "controllers", "service", "services", "repository", "repositories", "entity",
        "entities", "dto", "model", "models", "util", "utils", "helper", "impl", "config"})
    void aPackageIsAFeatureNeverALayer(String layer) {
        noClasses().should().resideInAPackage(House.ROOT + ".." + layer)
                .allowEmptyShould(true)
                .because("what changes together lives together")
                .check(House.CLASSES);
    }

    @Test
    void dependenciesComeThroughConstructors() {
        noFields().should().beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .orShould().beAnnotatedWith("jakarta.inject.Inject")
                .because("a class that cannot be built by hand cannot be tested by hand")
                .check(House.CLASSES);
    }

    @Test
    void controllersAndEntitiesStayInsideTheirFeature() {
        classes().that().areAnnotatedWith("org.springframework.web.bind.annotation.RestController")
                .or().areAnnotatedWith("jakarta.persistence.Entity")
                .should().notBePublic()
                .because("nothing outside the feature calls them")
                .check(House.CLASSES);
    }

    @Test
    void timeComesInFromOutside() {
        noClasses().that().resideOutsideOfPackage(House.ROOT + ".local..")
                .should().callMethod(Instant.class, "now")
                .orShould().callMethod(LocalDate.class, "now")
                .orShould().callMethod(LocalDateTime.class, "now")
                .orShould().callMethod(OffsetDateTime.class, "now")
                .orShould().callMethod(ZonedDateTime.class, "now")
                .because("rules take an Instant or an injected Clock, so that a test can move time")
                .check(House.CLASSES);
    }

    @Test
    void nothingIsPrintedOutsideTheCommandLine() {
        noClasses().that()
                .resideOutsideOfPackages(House.ROOT + ".local..", House.ROOT + ".drills..", House.ROOT + ".load..")
                .should().accessField(System.class, "out").orShould().accessField(System.class, "err")
                .because("services log")
                .check(House.CLASSES);
    }
}
