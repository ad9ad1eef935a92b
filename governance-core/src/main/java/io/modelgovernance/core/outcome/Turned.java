package io.modelgovernance.core.outcome;

import io.modelgovernance.Digest;
import io.modelgovernance.Page;
import io.modelgovernance.core.serving.StoredDecisions;
import io.modelgovernance.core.uncertainty.OutcomeMeasures;
import io.modelgovernance.monitoring.TimeWindow;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.serving.DecisionRecord;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The decisions of a time beside what became of them, each once and in order of decision, so that the same ones give the
 * same figures.
 *
 * @param decisions how many there were
 * @param known those with a score and an outcome, by id
 * @param happened the outcomes
 * @param digest digest of what the figures are computed from
 */
record Turned(long decisions, Map<String, DecisionRecord> known, Map<String, Boolean> happened, Digest digest) {
    private static final int PAGE = 1_000;

    static Turned of(StoredDecisions stored, VersionId version, TimeWindow window, Map<String, Boolean> happened) {
        Set<String> seen = new HashSet<>();
        Map<String, DecisionRecord> known = new TreeMap<>();
        Optional<String> after = Optional.empty();
        do {
            Page<DecisionRecord> page = stored.page(version, after, PAGE);
            for (DecisionRecord one : page.items()) {
                boolean then = !one.at().isBefore(window.from()) && one.at().isBefore(window.to());
                if (then && seen.add(one.id()) && Double.isFinite(one.score()) && happened.containsKey(one.id())) {
                    known.put(one.id(), one);
                }
            }
            after = page.next();
        } while (after.isPresent());
        return new Turned(seen.size(), known, happened, digest(known, happened));
    }

    private static Digest digest(Map<String, DecisionRecord> known, Map<String, Boolean> happened) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (DecisionRecord one : known.values()) {
                out.writeUTF(one.id());
                out.writeDouble(one.score());
                out.writeDouble(one.low());
                out.writeDouble(one.high());
                out.writeBoolean(happened.getOrDefault(one.id(), false));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Digest.of(bytes.toByteArray());
    }

    long unmatched() {
        return (long) happened.size() - known.size();
    }

    /** The seed of resamples comes of the data, so that nobody chooses it. */
    OutcomeMeasures measures() {
        return OutcomeMeasures.of(
                List.copyOf(known.values()),
                happened,
                ByteBuffer.wrap(digest.toBytes()).getLong());
    }
}
