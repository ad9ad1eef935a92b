package io.modelgovernance.core.oci;

import io.modelgovernance.Digest;
import io.modelgovernance.IntegrityException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import io.modelgovernance.audit.Signer;
import io.modelgovernance.core.attest.ModelSignature;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.registry.Artifact;
import io.modelgovernance.registry.ArtifactManifest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A model as a signed container image: one layer a file, in the media types of the CNCF model specification, in an OCI
 * image layout on disk.
 *
 * <p>The image holds data, no program: a cluster mounts it as a volume, a registry stores it like any image
 * ({@code skopeo copy oci:DIRECTORY:NAME docker://...}). The signature is an image of its own that names the model's as
 * its subject, as registries expect. Same files, same digest. Stateless.
 */
public final class ModelImage {
    private static final String FILE = "org.cncf.model.filepath";
    private static final String KIND = "application/vnd.cncf.model.manifest.v1+json";
    private static final String CONFIG = "application/vnd.cncf.model.config.v1+json";
    private static final String LAYER = "application/vnd.cncf.model.weight.v1.raw";

    private ModelImage() {}

    record Named(String name) {}

    record LayerList(String type, List<Digest> diffIds) {}

    record Config(Named descriptor, LayerList modelfs, Map<String, String> config) {}

    /**
     * What was written.
     *
     * @param name the image's name in the layout
     * @param digest digest of its manifest, which pins every byte
     * @param files the model's files with their digests
     * @param signature digest of the signature's envelope
     */
    public record Packed(String name, Digest digest, ArtifactManifest files, Digest signature) {
        /**
         * A reference that no tag can move.
         *
         * @param repository where the image is going to be, such as {@code registry.example/credit-risk}
         * @return repository and digest
         */
        public String in(String repository) {
            return repository + "@" + digest;
        }
    }

    /**
     * Writes files as an image and signs them.
     *
     * @param directory the layout; made if it is not there, added to if it is
     * @param name the image's name in the layout
     * @param files the model's files, at least one, of distinct names
     * @param signer who vouches for them
     * @return what was written
     * @throws InvalidInputException if the name is bad, or a file is not a regular file
     * @throws IOException if a file cannot be read or written
     */
    public static Packed write(Path directory, String name, List<Path> files, Signer signer) throws IOException {
        Names.require("image name", name);
        OciLayout layout = OciLayout.at(directory);
        List<Descriptor> layers = new ArrayList<>();
        List<Artifact> artifacts = new ArrayList<>();
        for (Path file : files) {
            Path fileName = file.getFileName();
            if (fileName == null || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw InvalidInputException.of(
                        "model file " + fileName, "is not there", "a regular file, not a directory or symbolic link");
            }
            try (InputStream in = Files.newInputStream(file)) {
                Descriptor layer = layout.put(LAYER, in).with(FILE, fileName.toString());
                layers.add(layer);
                artifacts.add(new Artifact(fileName.toString(), layer.size(), layer.digest()));
            }
        }
        ArtifactManifest manifest = new ArtifactManifest(artifacts);
        List<Digest> ids = layers.stream().map(Descriptor::digest).toList();
        Config config = new Config(new Named(name), new LayerList("layers", ids), Map.of());
        Descriptor image = SignedImage.manifest(layout, KIND, layout.put(CONFIG, RecordCodec.write(config)), layers);
        Descriptor signature = SignedImage.publish(layout, name, image, ModelSignature.sign(name, manifest, signer));
        return new Packed(name, image.digest(), manifest, signature.digest());
    }

    /**
     * Checks an image: every byte by its digest, and the signature over all files.
     *
     * @param directory the layout
     * @param name the image's name
     * @param publicKey the signer's Ed25519 public key, 32 raw bytes, from a trusted place
     * @return what it holds
     * @throws IntegrityException if a byte changed, a file is missing, or the signature is another's
     * @throws io.modelgovernance.NotFoundException if there is no such image
     * @throws IOException if it cannot be read
     */
    public static Packed verify(Path directory, String name, byte[] publicKey) throws IOException {
        OciLayout layout = OciLayout.existing(directory);
        SignedImage image = SignedImage.open(layout, name);
        layout.require(image.config());
        List<Artifact> artifacts = new ArrayList<>();
        for (Descriptor layer : image.layers()) {
            layout.require(layer);
            artifacts.add(
                    new Artifact(layer.annotations().getOrDefault(FILE, "unnamed"), layer.size(), layer.digest()));
        }
        ArtifactManifest files = new ArtifactManifest(artifacts);
        ModelSignature.verify(image.envelope(), files, publicKey);
        return new Packed(name, image.image().digest(), files, image.signature().digest());
    }
}
