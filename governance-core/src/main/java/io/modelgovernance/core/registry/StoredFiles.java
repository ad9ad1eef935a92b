package io.modelgovernance.core.registry;

import io.modelgovernance.Digest;
import io.modelgovernance.IntegrityException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.StoreException;
import io.modelgovernance.registry.Artifact;
import io.modelgovernance.registry.ArtifactManifest;
import io.modelgovernance.registry.ModelFiles;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.spi.ContentStore;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A version's files in the content store: hashed once on the way in, checked each time on the way out. */
final class StoredFiles implements ModelFiles {
    private final ModelVersion version;
    private final ContentStore content;

    StoredFiles(ModelVersion version, ContentStore content) {
        this.version = version;
        this.content = content;
    }

    static ArtifactManifest store(List<Path> files, ContentStore content) {
        List<Artifact> artifacts = new ArrayList<>();
        for (Path file : files) {
            Path name = file.getFileName();
            if (name == null || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw InvalidInputException.of(
                        "artifact " + name, "is not there", "a regular file, not a directory or symbolic link");
            }
            try (Counting in = new Counting(Files.newInputStream(file))) {
                Digest digest = content.put(in);
                artifacts.add(new Artifact(name.toString(), in.count, digest));
            } catch (IOException e) {
                throw new InvalidInputException(
                        "artifact " + name, "cannot be read", "The artifact " + name + " must be readable.");
            }
        }
        return new ArtifactManifest(artifacts);
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

    private IntegrityException broken(Artifact artifact, String what) {
        return new IntegrityException(
                "artifact " + artifact.name() + " of " + version.id(),
                "The artifact (" + artifact.name() + ") of " + version.id() + " must have the digest "
                        + artifact.digest() + " it was registered with, but " + what
                        + " in the content store. Maybe it was changed outside governance.");
    }

    private static final class Counting extends FilterInputStream {
        private long count;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, length);
            count += Math.max(0, n);
            return n;
        }
    }
}
