package io.modelgovernance.core.bundle;

import io.modelgovernance.Actor;
import io.modelgovernance.Digest;
import io.modelgovernance.IntegrityException;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.ledger.Act;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.core.lineage.Provenance;
import io.modelgovernance.core.oci.Descriptor;
import io.modelgovernance.core.oci.OciLayout;
import io.modelgovernance.core.registry.Registration;
import io.modelgovernance.core.registry.Transitions;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.registry.Candidate;
import io.modelgovernance.registry.ImportedHistory;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.registry.Origin;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.spi.ContentStore;
import io.modelgovernance.spi.RecordKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Takes one checked bundle in: content first, then versions and the note of where they come from, in one act. */
final class HistoryImport {
    /** Kind of the node of a version in another registry. */
    private static final String FOREIGN = "foreign";

    private static final int LONGEST = 110;

    private final Ledger ledger;
    private final ContentStore content;
    private final Transitions transitions;
    private final Provenance provenance;
    private final OciLayout layout;
    private final HistoryCheck check;

    HistoryImport(
            Ledger ledger,
            ContentStore content,
            Transitions transitions,
            Provenance provenance,
            OciLayout layout,
            HistoryCheck check) {
        this.ledger = ledger;
        this.content = content;
        this.transitions = transitions;
        this.provenance = provenance;
        this.layout = layout;
        this.check = check;
    }

    /** Ends an act that has nothing to do, for somebody else did it meanwhile. */
    private static final class Known extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient ImportedHistory history;

        Known(ImportedHistory history) {
            super(null, null, false, false);
            this.history = history;
        }
    }

    ImportedHistory take(Actor actor, String model, String signer, byte[] publicKey) throws IOException {
        for (Descriptor layer : check.layers()) {
            try (InputStream in = layout.open(layer)) {
                Digest stored = content.put(in);
                if (!stored.equals(layer.digest())) {
                    throw new IntegrityException(
                            "blob " + layer.digest(),
                            "The blob " + layer.digest() + " must stay as it is while it is taken in.");
                }
            }
        }
        Digest bundle = check.bundle().digest();
        RecordKey key = Keys.of(model, Keys.IMPORTED, bundle.hex());
        try {
            return ledger.act(actor, EventType.HISTORY_IMPORTED, model, "", act -> {
                act.find(ImportedHistory.class, key).ifPresent(known -> {
                    throw new Known(known);
                });
                ImportedHistory history = new ImportedHistory(
                        model,
                        bundle,
                        check.checkpoint().origin(),
                        signer,
                        Base64.getEncoder().encodeToString(publicKey),
                        check.checkpoint().note(),
                        check.checkpoint().size(),
                        check.layers().get(0).digest(),
                        check.layers().get(1).digest(),
                        check.contents(),
                        versions(act, actor, model),
                        actor.id(),
                        act.now());
                act.put(key, history);
                act.detail("bundle", bundle);
                act.detail("origin", history.origin());
                act.detail("size", history.size());
                history.versions().forEach((foreign, here) -> act.detail("version." + here, foreign));
                return history;
            });
        } catch (Known known) {
            return known.history;
        }
    }

    private Map<String, VersionId> versions(Act act, Actor actor, String model) {
        List<ImportedHistory> before = act.list(ImportedHistory.class, Keys.IMPORTED, Keys.scope(model)).stream()
                .filter(history -> history.origin().equals(check.checkpoint().origin()))
                .toList();
        Registration registration = new Registration(act, actor, transitions, provenance);
        Map<String, VersionId> here = new TreeMap<>();
        for (ModelVersion foreign : check.versions().values()) {
            String name = foreign.id().toString();
            Optional<VersionId> known = before.stream()
                    .flatMap(history -> Optional.ofNullable(history.versions().get(name)).stream())
                    .findFirst();
            here.put(
                    name,
                    known.orElseGet(() -> registration
                            .next(model, foreign.manifest(), candidate(foreign), foreign.schema(), foreign.developers())
                            .id()));
        }
        return here;
    }

    private Candidate candidate(ModelVersion foreign) {
        return new Candidate(
                List.of(),
                Optional.empty(),
                foreign.image(),
                foreign.rule(),
                foreign.purposes(),
                foreign.parameters(),
                foreign.metrics(),
                List.of(new Origin(node(foreign.id()), "imported")));
    }

    private Node node(VersionId foreign) {
        String name = check.checkpoint().origin() + "/" + foreign;
        return new Node(
                FOREIGN,
                name.length() <= LONGEST
                        ? name
                        : Digest.of(name.getBytes(StandardCharsets.UTF_8)).toString());
    }
}
