package io.modelgovernance.core.registry;

import io.modelgovernance.Digest;
import io.modelgovernance.IntegrityException;
import io.modelgovernance.StoreException;
import io.modelgovernance.registry.Artifact;
import io.modelgovernance.registry.ModelFiles;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.spi.ContentStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** A version's files in the content store, checked each time on the way out. */
final class StoredFiles implements ModelFiles {
    private final ModelVersion version;
    private final ContentStore content;

    StoredFiles(ModelVersion version, ContentStore content) {
        this.version = version;
        this.content = content;
    }

    @Override
    public List<String> names() {
        return version.manifest().artifacts().stream().map(Artifact::name).toList();
    }

    @Override
    public byte[] bytes(String name) {
        Artifact artifact = version.manifest().get(name);
        try (InputStream in = content.open(artifact.digest()).orElseThrow(() -> broken(artifact, "is gone"))) {
            byte[] bytes = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8L, artifact.size() + 1));
            if (bytes.length != artifact.size() || !Digest.of(bytes).equals(artifact.digest())) {
                throw broken(artifact, "has other bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw new StoreException(
                    StoreException.Outcome.NOT_WRITTEN,
                    "The artifact " + name + " of " + version.id() + " must be readable.",
                    e);
        }
    }

    @Override
    public InputStream open(String name) {
        Artifact artifact = version.manifest().get(name);
        return content.openVerified(artifact.digest()).orElseThrow(() -> broken(artifact, "is gone"));
    }

    private IntegrityException broken(Artifact artifact, String what) {
        return new IntegrityException(
                "artifact " + artifact.name() + " of " + version.id(),
                "The artifact (" + artifact.name() + ") of " + version.id() + " must have the digest "
                        + artifact.digest() + " it was registered with, but " + what
                        + " in the content store. Maybe it was changed outside governance.");
    }
}
