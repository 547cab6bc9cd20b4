package dev.whiteboard.commerce.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.whiteboard.common.search.Elastic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.zip.CRC32;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;

/** Analysis and mapping of the index, {@code search/products.json}. An index made by another text is filled anew. */
record IndexDefinition(JsonNode body, String fingerprint) {
    static IndexDefinition read() {
        try {
            String text = new ClassPathResource("search/products.json").getContentAsString(UTF_8);
            var checksum = new CRC32();
            checksum.update(text.getBytes(UTF_8));
            return new IndexDefinition(Elastic.JSON.readTree(text),
                    HexFormat.of().toHexDigits((int) checksum.getValue()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
