package io.modelgovernance.registry;

import io.modelgovernance.Digest;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;

/**
 * One file of a model version.
 *
 * @param name file name, no path
 * @param size size in bytes
 * @param digest SHA-256 of its bytes
 */
public record Artifact(String name, long size, Digest digest) {
    /**
     * Checks.
     *
     * @throws InvalidInputException if the name has path parts or the size is negative
     */
    public Artifact {
        Names.requireLabel("artifact name", name);
        if (name.indexOf('/') >= 0) {
            throw InvalidInputException.of("artifact name", "has path parts", "a plain file name");
        }
        if (size < 0) {
            throw InvalidInputException.of("size of artifact " + name, "is " + size, "at least 0");
        }
    }
}
