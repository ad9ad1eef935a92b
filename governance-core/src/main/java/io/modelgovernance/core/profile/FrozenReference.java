package io.modelgovernance.core.profile;

import io.modelgovernance.Digest;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.drift.Profile;

/**
 * A frozen reference made ready for counting: its fingerprint and the tables that find a value's bin. Made once, kept,
 * and shared by all threads. Immutable and thread-safe.
 */
public final class FrozenReference {
    private final Profile profile;
    private final Digest fingerprint;
    private final FrozenBins[] bins;

    private FrozenReference(Profile profile) {
        this.profile = profile;
        this.fingerprint = Digest.of(RecordCodec.write(profile));
        this.bins = profile.features().stream().map(FrozenBins::new).toArray(FrozenBins[]::new);
    }

    /**
     * Makes it ready.
     *
     * @param profile the frozen reference
     * @return the same, ready for counting
     */
    public static FrozenReference of(Profile profile) {
        return new FrozenReference(profile);
    }

    /**
     * The reference itself.
     *
     * @return as it was frozen
     */
    public Profile profile() {
        return profile;
    }

    /**
     * What its windows carry.
     *
     * @return the fingerprint of the canonical bytes of the reference
     */
    public Digest fingerprint() {
        return fingerprint;
    }

    /**
     * A new counter for one thread and one window.
     *
     * @return empty
     */
    public WindowCounter counter() {
        return new WindowCounter(fingerprint, bins);
    }
}
