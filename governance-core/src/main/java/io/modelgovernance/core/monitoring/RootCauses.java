package io.modelgovernance.core.monitoring;

import io.modelgovernance.AsOf;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.drift.DriftVerdict;
import io.modelgovernance.lineage.Column;
import io.modelgovernance.lineage.DatasetVersion;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.LineageQuestions;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.lineage.Trace;
import io.modelgovernance.monitoring.FeatureLook;
import io.modelgovernance.monitoring.FigureLook;
import io.modelgovernance.monitoring.Look;
import io.modelgovernance.monitoring.RootCause;
import io.modelgovernance.spi.RecordQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Ranks the dataset versions that were recorded about when a drift began, among those upstream of what drifts. A dataset
 * that feeds what drifts and nothing else comes first. Thread-safe.
 */
final class RootCauses {
    private static final int DEPTH = 20;

    private final Ledger ledger;
    private final LineageQuestions lineage;

    RootCauses(Ledger ledger, LineageQuestions lineage) {
        this.ledger = ledger;
        this.lineage = lineage;
    }

    /** A dataset upstream: which features come of it, and how near it is. */
    private static final class Upstream {
        private final List<String> drifting = new ArrayList<>();
        private final List<String> calm = new ArrayList<>();
        private int steps = Integer.MAX_VALUE;
        private boolean byColumn;
    }

    List<RootCause> of(Look look, Instant since) {
        Map<String, Upstream> datasets = new TreeMap<>();
        Map<String, Integer> ofVersion = steps(Node.of(look.version()));
        Map<String, Boolean> features = drifts(look);
        features.forEach((feature, drifts) -> {
            Map<String, Integer> own = steps(Column.of(look.version(), feature).node());
            boolean byColumn = !own.isEmpty();
            (byColumn ? own : ofVersion).forEach((name, steps) -> {
                Upstream upstream = datasets.computeIfAbsent(name, any -> new Upstream());
                (drifts ? upstream.drifting : upstream.calm).add(feature);
                upstream.steps = Math.min(upstream.steps, steps);
                upstream.byColumn |= byColumn && drifts;
            });
        });
        List<RootCause> causes = new ArrayList<>();
        datasets.forEach((name, upstream) -> {
            if (!upstream.drifting.isEmpty()) {
                causes.addAll(changed(name, upstream, since, look.window().to()));
            }
        });
        int drifting = (int) features.values().stream().filter(one -> one).count();
        int calm = features.size() - drifting;
        causes.sort(Comparator.comparingDouble((RootCause one) -> -one.fit(drifting, calm))
                .thenComparing(one -> !one.byColumn())
                .thenComparingInt(RootCause::steps)
                .thenComparing(RootCause::at, Comparator.reverseOrder())
                .thenComparing(one -> one.dataset().toString()));
        return causes;
    }

    /**
     * Whether each feature is affected: it drifts, in all rows or in a segment, or its data is unfit. Where the model decides
     * worse and no feature shows why, all of them are. In the order of the schema.
     */
    private static Map<String, Boolean> drifts(Look look) {
        Map<String, Boolean> drifts = new LinkedHashMap<>();
        for (FeatureLook one : look.features()) {
            drifts.merge(one.feature(), one.verdict() == DriftVerdict.DRIFT, Boolean::logicalOr);
        }
        for (FigureLook one : look.figures()) {
            if (one.verdict() == DriftVerdict.DRIFT && !one.feature().isEmpty()) {
                drifts.put(one.feature(), true);
            }
        }
        boolean worse = look.figures().stream().anyMatch(one -> one.verdict() == DriftVerdict.DRIFT);
        if (worse && !drifts.containsValue(true)) {
            drifts.replaceAll((feature, any) -> true);
        }
        return drifts;
    }

    /** Names of the datasets upstream of a node, with the least number of steps to one of their versions. */
    private Map<String, Integer> steps(Node start) {
        Map<Node, Integer> distance = new HashMap<>();
        Map<String, Integer> steps = new HashMap<>();
        boolean unused = lineage.trace(Trace.upstream(start).depth(DEPTH), (Edge edge, int depth) -> {
            distance.putIfAbsent(edge.from(), depth);
            return true;
        });
        distance.forEach((node, depth) -> {
            Node owner = Column.of(node).map(Column::owner).orElse(node);
            if (owner.kind().equals(Node.DATASET)) {
                String id = owner.id();
                steps.merge(id.substring(0, Math.max(0, id.indexOf(':'))), depth, Math::min);
            }
        });
        steps.remove("");
        return steps;
    }

    private List<RootCause> changed(String dataset, Upstream upstream, Instant since, Instant until) {
        List<RootCause> causes = new ArrayList<>();
        RecordQuery query =
                RecordQuery.in(Keys.DATASET, Keys.dataset(dataset, "any").scope());
        for (DatasetVersion one : ledger.list(DatasetVersion.class, query, AsOf.now())) {
            List<Long> positions = ledger.positions(Keys.dataset(dataset, one.version()));
            if (positions.isEmpty()) {
                continue;
            }
            Instant at = ledger.instant(AsOf.position(positions.get(0)));
            if (!at.isBefore(since) && at.isBefore(until)) {
                causes.add(new RootCause(
                        one.node(), at, upstream.drifting, upstream.calm, upstream.steps, upstream.byColumn));
            }
        }
        return causes;
    }
}
