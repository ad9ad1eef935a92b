package io.modelgovernance.core.oci;

import io.modelgovernance.Digest;
import java.util.Map;
import java.util.TreeMap;

/**
 * Points to content by its digest (OCI image specification 1.1, content descriptor).
 *
 * @param mediaType what kind of bytes
 * @param digest SHA-256 of the bytes
 * @param size number of bytes
 * @param annotations more about it
 */
public record Descriptor(String mediaType, Digest digest, long size, Map<String, String> annotations) {
    /** Copies, sorted. */
    public Descriptor {
        annotations = java.util.Collections.unmodifiableMap(new TreeMap<>(annotations));
    }

    Descriptor with(String annotation, String value) {
        Map<String, String> more = new TreeMap<>(annotations);
        more.put(annotation, value);
        return new Descriptor(mediaType, digest, size, more);
    }
}
