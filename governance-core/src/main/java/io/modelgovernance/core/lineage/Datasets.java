package io.modelgovernance.core.lineage;

import io.modelgovernance.ConflictException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.core.ledger.Act;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.lineage.DatasetVersion;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.Term;
import java.util.Optional;

/** Dataset versions on record, each known by its digest. */
final class Datasets {
    private Datasets() {}

    /** Puts one, unless its name and version stand for other data. */
    static void put(Act act, DatasetVersion dataset) {
        var key = Keys.dataset(dataset.name(), dataset.version());
        act.find(DatasetVersion.class, key)
                .filter(known -> !known.digest().equals(dataset.digest()))
                .ifPresent(known -> {
                    throw new ConflictException(
                            dataset.node().toString(),
                            "The digest of " + dataset.node() + " must be " + known.digest() + " as recorded but is "
                                    + dataset.digest() + ". Maybe record the new data as a new version.");
                });
        act.put(key, dataset, new Term(Facets.NODE, dataset.node().toString()));
    }

    /** Where a node is on record if it is a dataset version; empty if it cannot be one. */
    static Optional<RecordKey> key(Node node) {
        int colon = node.id().lastIndexOf(':');
        if (!node.kind().equals(Node.DATASET) || colon < 1 || colon == node.id().length() - 1) {
            return Optional.empty();
        }
        return Optional.of(Keys.dataset(node.id().substring(0, colon), node.id().substring(colon + 1)));
    }

    /** One that must be on record as it is given. */
    static DatasetVersion recorded(Act act, DatasetVersion input) {
        return act.find(DatasetVersion.class, Keys.dataset(input.name(), input.version()))
                .filter(known -> known.digest().equals(input.digest()))
                .orElseThrow(() -> new NotFoundException(
                        "dataset version", input.node().toString(), "Maybe record it with lineage().recordDataset."));
    }
}
