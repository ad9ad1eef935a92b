package io.modelgovernance.core.registry;

import io.modelgovernance.ConflictException;
import io.modelgovernance.Names;
import io.modelgovernance.core.ledger.Act;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.registry.SemanticVersion;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.registry.VersionName;
import io.modelgovernance.spi.RecordKey;
import java.util.Comparator;

/** The names that a model's versions have beside their numbers: each is of one version for ever. */
final class VersionLabels {
    private VersionLabels() {}

    /**
     * Whose a label is.
     *
     * @param label the label
     * @param version the version
     */
    record Owner(String label, VersionId version) {}

    static RecordKey key(String model, String label) {
        return Keys.of(Names.require("model name", model), Keys.VERSION_LABEL, Names.requireLabel("label", label));
    }

    /** Gives a version a name. */
    static String take(Act act, VersionId version, VersionName name) {
        String label = name instanceof VersionName.Given
                ? ((VersionName.Given) name).label()
                : following(act, version.model(), ((VersionName.Following) name).part());
        take(act, version, label);
        return label;
    }

    static void take(Act act, VersionId version, String label) {
        RecordKey key = key(version.model(), label);
        act.find(Owner.class, key)
                .filter(owner -> !owner.version().equals(version))
                .ifPresent(owner -> {
                    throw new ConflictException(
                            "label of " + version,
                            "The label (" + label + ") must be nobody else's but is that of " + owner.version()
                                    + ". Maybe choose another; a label is of one version for ever.");
                });
        act.put(key, new Owner(label, version));
        act.detail("label", label);
    }

    private static String following(Act act, String model, SemanticVersion.Part part) {
        return act.list(Owner.class, Keys.VERSION_LABEL, Keys.scope(model)).stream()
                .flatMap(owner -> SemanticVersion.read(owner.label()).stream())
                .max(Comparator.naturalOrder())
                .orElse(new SemanticVersion(0, 0, 0, "", ""))
                .next(part)
                .toString();
    }
}
