package dev.whiteboard.common.web.edge;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.springframework.boot.autoconfigure.AutoConfigurationImportSelector;
import org.springframework.core.annotation.AnnotationAttributes;
import org.springframework.core.type.AnnotationMetadata;

/** Configures what a service's edge needs, and nothing that needs a database or a broker. */
class EdgeOnly extends AutoConfigurationImportSelector {
    private static final Pattern STORAGE = Pattern
            .compile("dev\\.whiteboard\\.common\\.(?!web|client|json|security).*|.*\\.(jdbc|flyway|kafka|sql)\\..*");

    @Override
    protected List<String> getCandidateConfigurations(AnnotationMetadata metadata, AnnotationAttributes attributes) {
        return super.getCandidateConfigurations(metadata, attributes).stream()
                .filter(name -> !STORAGE.matcher(name).matches()).toList();
    }

    @Override
    protected AnnotationAttributes getAttributes(AnnotationMetadata metadata) {
        return new AnnotationAttributes();
    }

    @Override
    protected Set<String> getExclusions(AnnotationMetadata metadata, AnnotationAttributes attributes) {
        return Set.of();
    }
}
