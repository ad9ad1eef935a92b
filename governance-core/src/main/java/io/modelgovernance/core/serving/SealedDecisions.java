package io.modelgovernance.core.serving;

import io.modelgovernance.core.ledger.Act;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.spi.Observation;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.Term;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many decisions of which versions a sealed batch holds, so that a version's decisions are counted and found
 * without reading everybody's.
 *
 * @param stream the stream
 * @param writer the writer
 * @param from first sequence
 * @param to last sequence
 * @param versions decisions by version
 */
record SealedDecisions(String stream, String writer, long from, long to, Map<String, Long> versions) {
    static final String VERSION = "version";

    /** Notes it in the act that seals the batch. */
    static void note(Act act, String stream, String writer, List<Observation> batch) {
        Map<String, Long> versions = new TreeMap<>();
        for (Observation one : batch) {
            versions.merge(DecidedBy.version(one), 1L, Long::sum);
        }
        long to = batch.get(batch.size() - 1).sequence();
        act.put(
                key(Keys.sealed(stream, writer), to),
                new SealedDecisions(stream, writer, batch.get(0).sequence(), to, versions),
                versions.keySet().stream().map(SealedDecisions::term).toArray(Term[]::new));
    }

    static Term term(String version) {
        return new Term(VERSION, version);
    }

    /** Named by its end, so that what ends after a sequence can be asked for. */
    static RecordKey key(String scope, long to) {
        return new RecordKey(scope, Keys.DECIDED, String.format(Locale.ROOT, "%019d", to));
    }
}
