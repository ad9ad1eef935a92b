package io.modelgovernance.core.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.modelgovernance.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** YAML as JSON; the only class that needs the optional YAML library. It makes no object that the document names. */
final class Yaml {
    private static final int LONGEST = 1 << 20;

    private Yaml() {}

    static byte[] toJson(byte[] yaml) {
        if (yaml.length > LONGEST) {
            throw InvalidInputException.of("YAML document", "has " + yaml.length + " bytes", "at most " + LONGEST);
        }
        YAMLFactory format = YAMLFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        ObjectMapper strict = new ObjectMapper(format).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        String text = new String(yaml, StandardCharsets.UTF_8);
        try (YAMLParser events = format.createParser(text)) {
            requireNoAlias(events);
            JsonNode document = strict.readTree(text);
            return new ObjectMapper().writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw InvalidInputException.of(
                    "YAML document",
                    "cannot be read at line "
                            + (e.getLocation() == null ? 0 : e.getLocation().getLineNr()),
                    "one YAML document without duplicate keys");
        } catch (IOException e) {
            throw InvalidInputException.of("YAML document", "cannot be read", "one YAML document");
        }
    }

    /** An alias would be read as the text of its name. */
    private static void requireNoAlias(YAMLParser events) throws IOException {
        while (events.nextToken() != null) {
            if (events.isCurrentAlias()) {
                throw InvalidInputException.of("YAML document", "has an alias", "written out");
            }
        }
    }
}
