package io.modelgovernance.registry;

import io.modelgovernance.Digest;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import java.io.ByteArrayOutputStream;
import java.util.Comparator;
import java.util.List;

/**
 * The files of a model version; its digest names the version's content.
 *
 * <p>The digest is the subject digest of OpenSSF model signing v1.0: SHA-256 over the concatenated raw digests of the
 * files in name order.
 *
 * @param artifacts the files in name order, at least one, names distinct
 */
public record ArtifactManifest(List<Artifact> artifacts) {
    /**
     * Checks and sorts.
     *
     * @throws InvalidInputException if empty or if a name repeats
     */
    public ArtifactManifest {
        artifacts =
                artifacts.stream().sorted(Comparator.comparing(Artifact::name)).toList();
        if (artifacts.isEmpty()) {
            throw InvalidInputException.of("artifact manifest", "is empty", "at least one file");
        }
        if (artifacts.stream().map(Artifact::name).distinct().count() != artifacts.size()) {
            throw InvalidInputException.of("artifact manifest", "names a file twice", "distinct names");
        }
    }

    /**
     * The digest over all files.
     *
     * @return the content's digest
     */
    public Digest digest() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        artifacts.forEach(artifact -> all.writeBytes(artifact.digest().toBytes()));
        return Digest.of(all.toByteArray());
    }

    /**
     * One file.
     *
     * @param name its name
     * @return the file's entry
     * @throws NotFoundException if there is none of that name
     */
    public Artifact get(String name) {
        return artifacts.stream()
                .filter(artifact -> artifact.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotFoundException(
                        "artifact",
                        name,
                        "Maybe one of " + artifacts.stream().map(Artifact::name).toList() + "."));
    }
}
