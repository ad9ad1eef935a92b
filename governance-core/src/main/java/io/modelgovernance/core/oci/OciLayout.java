package io.modelgovernance.core.oci;

import io.modelgovernance.Digest;
import io.modelgovernance.IntegrityException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.core.json.RecordCodec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A directory of content by digest (OCI image layout 1.0.0), as skopeo, oras and registries read it.
 *
 * <p>A blob is written beside its place and moved into it, so that a killed process leaves none half written; what is
 * read is checked against its digest. Not for several writers of one index at once.
 */
public final class OciLayout {
    /** Media type of an image manifest. */
    public static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

    private static final String REFERENCE = "org.opencontainers.image.ref.name";
    private static final int LARGEST_DOCUMENT = 1 << 22;

    private final Path root;

    record Version(String imageLayoutVersion) {}

    record Index(int schemaVersion, String mediaType, List<Descriptor> manifests) {}

    private OciLayout(Path root) {
        this.root = root;
    }

    /**
     * Opens a layout, or makes an empty one.
     *
     * @param root its directory
     * @return the layout
     * @throws IOException if it cannot be made
     */
    public static OciLayout at(Path root) throws IOException {
        Files.createDirectories(root.resolve("blobs").resolve("sha256"));
        OciLayout layout = new OciLayout(root);
        if (Files.notExists(root.resolve("oci-layout"))) {
            layout.replace("oci-layout", RecordCodec.write(new Version("1.0.0")));
        }
        if (Files.notExists(root.resolve("index.json"))) {
            layout.writeIndex(List.of());
        }
        return layout;
    }

    /**
     * Opens a layout that is there, to read. Its directories and files must be real ones, not symbolic links.
     *
     * @param root its directory
     * @return the layout
     * @throws NotFoundException if there is none
     */
    public static OciLayout existing(Path root) {
        for (Path directory :
                List.of(root.resolve("blobs"), root.resolve("blobs").resolve("sha256"))) {
            if (Files.isSymbolicLink(directory)) {
                throw new IntegrityException(
                        "OCI layout",
                        "The directory " + directory.getFileName() + " must be one, not a symbolic link.");
            }
        }
        if (!Files.isRegularFile(root.resolve("index.json"), LinkOption.NOFOLLOW_LINKS)) {
            throw new NotFoundException("OCI layout", String.valueOf(root.getFileName()), "Maybe another directory.");
        }
        return new OciLayout(root);
    }

    /**
     * Writes a small blob.
     *
     * @param mediaType what kind of bytes
     * @param bytes the bytes
     * @return its descriptor
     * @throws IOException if it cannot be written
     */
    public Descriptor put(String mediaType, byte[] bytes) throws IOException {
        return put(mediaType, new ByteArrayInputStream(bytes));
    }

    /**
     * Writes a blob of any size.
     *
     * @param mediaType what kind of bytes
     * @param content the bytes; not closed
     * @return its descriptor
     * @throws IOException if it cannot be read or written
     */
    public Descriptor put(String mediaType, InputStream content) throws IOException {
        Path fresh = Files.createTempFile(root, "blob", "");
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            long size;
            try (OutputStream out = Files.newOutputStream(fresh)) {
                size = new DigestInputStream(content, sha256).transferTo(out);
            }
            Digest digest = Digest.ofRaw(sha256.digest());
            Files.move(fresh, path(digest), StandardCopyOption.REPLACE_EXISTING);
            return new Descriptor(mediaType, digest, size, Map.of());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /**
     * The bytes of a small document, checked.
     *
     * @param descriptor which
     * @return its bytes
     * @throws IntegrityException if it is missing, has other bytes or is larger than a document should be
     * @throws IOException if it cannot be read
     */
    public byte[] document(Descriptor descriptor) throws IOException {
        if (descriptor.size() > LARGEST_DOCUMENT) {
            throw broken(descriptor, "is larger than " + LARGEST_DOCUMENT + " bytes");
        }
        Path path = requireFile(descriptor);
        byte[] bytes;
        try (InputStream in = Files.newInputStream(path, reading())) {
            bytes = in.readNBytes(LARGEST_DOCUMENT + 1);
        }
        if (bytes.length != descriptor.size() || !Digest.of(bytes).equals(descriptor.digest())) {
            throw broken(descriptor, "has other bytes");
        }
        return bytes;
    }

    /**
     * Checks content of any size.
     *
     * @param descriptor which
     * @throws IntegrityException if it is missing or has other bytes
     * @throws IOException if it cannot be read
     */
    public void require(Descriptor descriptor) throws IOException {
        try (InputStream in = open(descriptor)) {
            if (!Digest.of(in).equals(descriptor.digest())) {
                throw broken(descriptor, "has other bytes");
            }
        }
    }

    /**
     * Opens content of any size, of which only the length has been checked.
     *
     * @param descriptor which
     * @return its bytes; the caller closes it, and checks the digest
     * @throws IntegrityException if it is missing or of another length
     * @throws IOException if it cannot be read
     */
    public InputStream open(Descriptor descriptor) throws IOException {
        Path path = requireFile(descriptor);
        if (Files.size(path) != descriptor.size()) {
            throw broken(descriptor, "has " + Files.size(path));
        }
        return new BoundedStream(Files.newInputStream(path, reading()), descriptor);
    }

    /** An archive has no links to follow, and its file system does not know the word. */
    private OpenOption[] reading() {
        boolean real = root.getFileSystem().equals(FileSystems.getDefault());
        return real ? new OpenOption[] {LinkOption.NOFOLLOW_LINKS} : new OpenOption[0];
    }

    /**
     * Adds a manifest to the index; one of the same reference gives way to it.
     *
     * @param manifest the manifest
     * @param reference its name
     * @throws IOException if the index cannot be written
     */
    public void publish(Descriptor manifest, String reference) throws IOException {
        List<Descriptor> manifests = new ArrayList<>(manifests());
        manifests.removeIf(one -> reference.equals(one.annotations().get(REFERENCE)));
        manifests.add(manifest.with(REFERENCE, reference));
        writeIndex(manifests);
    }

    List<Descriptor> manifests() throws IOException {
        byte[] index;
        try (InputStream in = Files.newInputStream(root.resolve("index.json"), reading())) {
            index = in.readNBytes(LARGEST_DOCUMENT + 1);
        }
        if (index.length > LARGEST_DOCUMENT) {
            throw new IntegrityException(
                    "index.json", "The index.json must have at most " + LARGEST_DOCUMENT + " bytes.");
        }
        return RecordCodec.read(Index.class, index).manifests();
    }

    /**
     * The manifest that a reference points to.
     *
     * @param reference the name
     * @return its descriptor
     * @throws NotFoundException if there is none of that name
     * @throws IOException if the index cannot be read
     */
    public Descriptor find(String reference) throws IOException {
        return manifests().stream()
                .filter(one -> reference.equals(one.annotations().get(REFERENCE)))
                .findFirst()
                .orElseThrow(() ->
                        new NotFoundException("image", reference, "Maybe it was never written into this layout."));
    }

    private void writeIndex(List<Descriptor> manifests) throws IOException {
        Index index = new Index(2, "application/vnd.oci.image.index.v1+json", manifests);
        replace("index.json", RecordCodec.write(index));
    }

    private void replace(String name, byte[] bytes) throws IOException {
        Path fresh = Files.createTempFile(root, "part", "");
        try {
            Files.write(fresh, bytes);
            Files.move(fresh, root.resolve(name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private Path requireFile(Descriptor descriptor) {
        Path path = path(descriptor.digest());
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw broken(descriptor, "is missing");
        }
        return path;
    }

    /** A digest is hex alone, so the path cannot leave the layout. */
    private Path path(Digest digest) {
        return root.resolve("blobs").resolve("sha256").resolve(digest.hex());
    }

    private static IntegrityException broken(Descriptor descriptor, String what) {
        return new IntegrityException(
                "blob " + descriptor.digest(),
                "The blob " + descriptor.digest() + " of the image must have its " + descriptor.size() + " bytes but "
                        + what + ". Maybe it was changed or not copied whole.");
    }
}
