package io.modelgovernance.core.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads MLflow's descriptions: plain data, never types named by the document. */
final class MlflowYaml {
    private static final int LARGEST = 1 << 20;
    private static final int DEEPEST = 32;

    private MlflowYaml() {}

    static JsonNode read(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new NotFoundException(
                    "file", String.valueOf(file.getFileName()), "Maybe the directory above or below it is meant.");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            bytes = in.readNBytes(LARGEST + 1);
        }
        if (bytes.length > LARGEST) {
            throw bad("is larger than " + LARGEST + " bytes");
        }
        try {
            JsonNode description = mapper().readTree(bytes);
            if (description == null || !description.isObject()) {
                throw bad("holds no mapping");
            }
            return description;
        } catch (JsonProcessingException e) {
            throw bad("cannot be read");
        } catch (IOException | RuntimeException e) {
            throw e instanceof InvalidInputException ? (InvalidInputException) e : bad("cannot be read");
        }
    }

    private static ObjectMapper mapper() {
        return new ObjectMapper(YAMLFactory.builder()
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build());
    }

    /** A signature's columns are JSON inside a text. A signature of tensors has no names, so it gives none. */
    static List<MlflowModel.Column> columns(JsonNode text, String which) {
        List<MlflowModel.Column> columns = new ArrayList<>();
        if (text.isMissingNode() || text.isNull()) {
            return columns;
        }
        JsonNode list;
        try {
            list = new ObjectMapper().readTree(text.asText());
        } catch (JsonProcessingException e) {
            throw bad("has " + which + " that are no JSON");
        }
        if (list == null || !list.isArray()) {
            throw bad("has " + which + " that are no list");
        }
        for (JsonNode column : list) {
            String name = column.path("name").asText("");
            String type = column.path("type").asText("");
            if (type.equals("tensor") && !name.isEmpty()) {
                columns.add(new MlflowModel.Column(name, type, true));
            } else if (!type.equals("tensor")) {
                columns.add(new MlflowModel.Column(
                        name,
                        type,
                        column.path("required")
                                .asBoolean(!column.path("optional").asBoolean(false))));
            }
        }
        return columns;
    }

    static Optional<String> text(JsonNode node) {
        return node.isValueNode() && !node.isNull() ? Optional.of(node.asText()) : Optional.empty();
    }

    static Map<String, String> plain(JsonNode object) {
        Map<String, String> fields = new TreeMap<>();
        object.fields()
                .forEachRemaining(
                        field -> text(field.getValue()).ifPresent(value -> fields.put(field.getKey(), value)));
        return fields;
    }

    private static InvalidInputException bad(String problem) {
        return InvalidInputException.of(MlflowModel.DESCRIPTION, problem, "YAML as MLflow writes it");
    }
}
