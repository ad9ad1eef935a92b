package io.modelgovernance.core.exchange;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** OpenLineage's published schemas and examples, read where they lie; they are not part of the project. */
final class OpenLineageSchemas {
    private static final Path HOME = Path.of(System.getProperty("reference.data", "../../shared/data/reference"))
            .resolve("openlineage");
    private static final String EVENT = "https://openlineage.io/spec/2-0-2/OpenLineage.json";

    private final Map<String, String> schemas = new TreeMap<>();

    OpenLineageSchemas() {
        try (Stream<Path> files =
                Stream.concat(Stream.of(HOME.resolve("OpenLineage.json")), Files.list(HOME.resolve("facets")))) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".json")).toList()) {
                String schema = Files.readString(file);
                schemas.put(new ObjectMapper().readTree(schema).get("$id").textValue(), schema);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean present() {
        return Files.isRegularFile(HOME.resolve("OpenLineage.json"));
    }

    static List<Path> examples() {
        try (Stream<Path> files = Files.walk(HOME.resolve("tests"))) {
            return files.filter(one -> one.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> problems(byte[] event) {
        return check(EVENT, event);
    }

    List<String> facetProblems(String facet, byte[] json) {
        String id = schemas.keySet().stream()
                .filter(one -> one.endsWith("/" + facet + ".json"))
                .findFirst()
                .orElseThrow();
        return check(id, json);
    }

    private List<String> check(String id, byte[] json) {
        JsonSchema schema = JsonSchemaFactory.getInstance(
                        SpecVersion.VersionFlag.V202012,
                        builder -> builder.schemaLoaders(loaders -> loaders.schemas(schemas)))
                .getSchema(
                        SchemaLocation.of(id),
                        SchemaValidatorsConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build());
        return schema.validate(new String(json, StandardCharsets.UTF_8), InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }
}
