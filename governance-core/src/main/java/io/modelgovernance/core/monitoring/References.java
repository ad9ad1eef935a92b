package io.modelgovernance.core.monitoring;

import io.modelgovernance.AsOf;
import io.modelgovernance.Digest;
import io.modelgovernance.IntegrityException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.StoreException;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.core.profile.FrozenReference;
import io.modelgovernance.drift.Profile;
import io.modelgovernance.monitoring.MonitorDefinition;
import io.modelgovernance.monitoring.Segment;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.spi.ContentStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The frozen references of versions. Thread-safe. */
public final class References {
    private final Ledger ledger;
    private final ContentStore content;

    /**
     * Creates it.
     *
     * @param ledger says which profile is a version's
     * @param content where profiles are
     */
    public References(Ledger ledger, ContentStore content) {
        this.ledger = ledger;
        this.content = content;
    }

    Optional<Profile> of(VersionId version) {
        return ledger.find(ReferenceRecord.class, Keys.of(version, Keys.REFERENCE), AsOf.now())
                .map(this::load);
    }

    ReferenceRecord record(VersionId version) {
        return ledger.find(ReferenceRecord.class, Keys.of(version, Keys.REFERENCE), AsOf.now())
                .orElseThrow(() -> new NotFoundException(
                        "drift reference", version.toString(), "Maybe freeze one with drift().freeze."));
    }

    /** Keeps a profile; what it is of, an act says. */
    Digest store(Profile profile) {
        byte[] bytes = RecordCodec.write(profile);
        try {
            return content.put(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new StoreException(StoreException.Outcome.NOT_WRITTEN, "The profile must be storable.", e);
        }
    }

    Profile load(ReferenceRecord reference) {
        return load(reference.version(), reference.profile());
    }

    /** The parts that a version is watched in, all rows first. */
    Parts parts(ReferenceRecord reference, MonitorDefinition definition) {
        List<String> classes = definition.rules().classes();
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(Optional.empty(), FrozenReference.of(load(reference)), classes));
        for (Segment segment : definition.segments()) {
            parts.add(new Part(Optional.of(segment), FrozenReference.of(load(reference, segment)), classes));
        }
        return new Parts(parts);
    }

    /** The reference of a part of what a version sees. */
    Profile load(ReferenceRecord reference, Segment segment) {
        Digest profile = reference
                .of(segment)
                .orElseThrow(() -> new NotFoundException(
                        "drift reference",
                        segment.name() + " of " + reference.version(),
                        "Maybe freeze it with drift().freeze and its segments."))
                .profile();
        return load(reference.version(), profile);
    }

    private Profile load(VersionId version, Digest profile) {
        try (InputStream in = content.open(profile).orElseThrow(() -> broken(version, profile))) {
            byte[] bytes = in.readAllBytes();
            if (!Digest.of(bytes).equals(profile)) {
                throw broken(version, profile);
            }
            return RecordCodec.read(Profile.class, bytes);
        } catch (IOException e) {
            throw new StoreException(StoreException.Outcome.NOT_WRITTEN, "The profile must be readable.", e);
        }
    }

    private static IntegrityException broken(VersionId version, Digest profile) {
        return new IntegrityException(
                "drift reference of " + version,
                "The drift reference of " + version + " must have the digest " + profile
                        + ". Maybe it was changed outside governance.");
    }
}
