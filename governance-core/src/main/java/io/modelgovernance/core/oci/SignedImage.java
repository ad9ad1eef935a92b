package io.modelgovernance.core.oci;

import io.modelgovernance.IntegrityException;
import io.modelgovernance.core.attest.Envelope;
import io.modelgovernance.core.json.RecordCodec;
import java.io.IOException;
import java.util.List;

/**
 * An image and the signature that is attached to it, an image of its own that names the first as its subject (OCI image
 * specification 1.1).
 *
 * @param image the image's manifest
 * @param config its configuration
 * @param layers its layers
 * @param signature the envelope's blob
 * @param envelope the envelope, its signatures not yet checked
 */
public record SignedImage(
        Descriptor image, Descriptor config, List<Descriptor> layers, Descriptor signature, Envelope envelope) {
    private static final String EMPTY = "application/vnd.oci.empty.v1+json";
    private static final String SIGNATURE_TAG = ".sig";

    record Manifest(
            int schemaVersion, String mediaType, String artifactType, Descriptor config, List<Descriptor> layers) {}

    record Attached(
            int schemaVersion,
            String mediaType,
            String artifactType,
            Descriptor config,
            List<Descriptor> layers,
            Descriptor subject) {}

    /** Copies. */
    public SignedImage {
        layers = List.copyOf(layers);
    }

    /**
     * Writes an image's manifest; it has no name yet.
     *
     * @param layout where
     * @param kind the artifact's type
     * @param config its configuration, written
     * @param layers its layers, written
     * @return the manifest's descriptor
     * @throws IOException if it cannot be written
     */
    public static Descriptor manifest(OciLayout layout, String kind, Descriptor config, List<Descriptor> layers)
            throws IOException {
        return layout.put(
                OciLayout.MANIFEST, RecordCodec.write(new Manifest(2, OciLayout.MANIFEST, kind, config, layers)));
    }

    /**
     * Attaches a signature and gives both their names.
     *
     * @param layout where
     * @param name the image's name
     * @param image its manifest
     * @param envelope the signature
     * @return the descriptor of the envelope
     * @throws IOException if it cannot be written
     */
    public static Descriptor publish(OciLayout layout, String name, Descriptor image, Envelope envelope)
            throws IOException {
        Descriptor signature = layout.put(Envelope.MEDIA_TYPE, envelope.toJson());
        Descriptor attached = layout.put(
                OciLayout.MANIFEST,
                RecordCodec.write(new Attached(
                        2,
                        OciLayout.MANIFEST,
                        Envelope.MEDIA_TYPE,
                        layout.put(EMPTY, new byte[] {'{', '}'}),
                        List.of(signature),
                        image)));
        layout.publish(image, name);
        layout.publish(attached, name + SIGNATURE_TAG);
        return signature;
    }

    /**
     * Opens an image: manifest and envelope are checked by digest, layers and the signature itself are not yet.
     *
     * @param layout where
     * @param name the image's name
     * @return it
     * @throws IntegrityException if a document has other bytes, or the signature is about another image
     * @throws io.modelgovernance.NotFoundException if there is no such image
     * @throws IOException if it cannot be read
     */
    public static SignedImage open(OciLayout layout, String name) throws IOException {
        Descriptor image = layout.find(name);
        Manifest manifest = RecordCodec.read(Manifest.class, layout.document(image));
        Attached attached = RecordCodec.read(Attached.class, layout.document(layout.find(name + SIGNATURE_TAG)));
        if (!attached.subject().digest().equals(image.digest())
                || attached.layers().size() != 1) {
            throw new IntegrityException(
                    "signature of " + name, "The signature of " + name + " must be about the image " + image.digest());
        }
        Descriptor signature = attached.layers().get(0);
        return new SignedImage(
                image, manifest.config(), manifest.layers(), signature, Envelope.parse(layout.document(signature)));
    }
}
