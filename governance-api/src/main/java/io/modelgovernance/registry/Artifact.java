package io.modelgovernance.registry;

import io.modelgovernance.Digest;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import java.util.regex.Pattern;

/**
 * One file of a model version.
 *
 * @param name its path below the model's directory, parts joined by {@code /}; a plain file name if it lies at the top
 * @param size size in bytes
 * @param digest SHA-256 of its bytes
 * @param mediaType what kind of bytes, such as {@code application/json}
 */
public record Artifact(String name, long size, Digest digest, String mediaType) {
    /** The media type of a file nobody knows more about. */
    public static final String BYTES = "application/octet-stream";

    private static final Pattern MEDIA_TYPE =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,62}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,62}");

    /**
     * Checks.
     *
     * @throws InvalidInputException if the name is absolute, has an empty part, {@code .} or {@code ..}, the size is
     *     negative, or the media type is not {@code type/subtype}
     */
    public Artifact {
        Names.requireLabel("artifact name", name);
        for (String part : name.split("/", -1)) {
            if (part.isBlank() || part.equals(".") || part.indexOf(':') >= 0) {
                throw InvalidInputException.of(
                        "artifact name", "has an empty or special part", "parts of a relative path joined by /");
            }
        }
        if (size < 0) {
            throw InvalidInputException.of("size of artifact " + name, "is " + size, "at least 0");
        }
        if (!MEDIA_TYPE.matcher(mediaType).matches()) {
            throw InvalidInputException.of(
                    "media type of artifact " + name, "is malformed", "like application/json (RFC 6838)");
        }
    }

    /**
     * A file of which no more is known than its bytes.
     *
     * @param name its path
     * @param size size in bytes
     * @param digest SHA-256 of its bytes
     */
    public Artifact(String name, long size, Digest digest) {
        this(name, size, digest, BYTES);
    }
}
