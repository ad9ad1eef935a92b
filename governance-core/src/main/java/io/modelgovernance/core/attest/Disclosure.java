package io.modelgovernance.core.attest;

import io.modelgovernance.Digest;
import io.modelgovernance.core.json.RecordCodec;
import java.util.List;

/**
 * A value whose salted digest was signed in its place: who has the disclosure can show the value, who has not learns
 * nothing from the digest.
 *
 * @param salt 128 random bits in hexadecimal
 * @param name which field
 * @param value what it says
 */
public record Disclosure(String salt, String name, String value) {
    /**
     * What is signed in the value's place.
     *
     * @return SHA-256 of the canonical JSON array of salt, name and value
     */
    public Digest commitment() {
        return Digest.of(RecordCodec.write(List.of(salt, name, value)));
    }
}
