package io.modelgovernance.jdbc;

import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.Link;
import io.modelgovernance.spi.Put;
import io.modelgovernance.spi.Term;
import java.util.List;

/**
 * The rows of acts that have their places.
 *
 * @param records what was put
 * @param terms what it is found by
 * @param first scopes that were not written before
 * @param moved scopes that were
 * @param entries one of each act
 */
record ActRows(Rows records, Rows terms, Rows first, Rows moved, Rows entries) {
    static ActRows of(String ledger, List<SealedAct> acts) {
        ActRows rows = new ActRows(
                new Rows(Rows.Table.RECORDS),
                new Rows(Rows.Table.TERMS),
                new Rows(Rows.Table.SCOPES),
                new Rows(Rows.Table.SCOPES),
                new Rows(Rows.Table.ENTRIES));
        for (SealedAct act : acts) {
            act.changes().puts().forEach(put -> rows.put(ledger, act.position(), put));
            rows.scopes(ledger, act);
            rows.entries.add(
                    ledger,
                    act.position(),
                    act.changes().actId().toString(),
                    Micros.of(act.recordedAt()),
                    act.sealed().entry(),
                    act.sealed().nodes());
        }
        return rows;
    }

    private void put(String ledger, long position, Put put) {
        String kind = put.key().kind();
        String scope = put.key().scope();
        String id = put.key().id();
        put.body()
                .ifPresent(body -> records.add(
                        ledger,
                        scope,
                        kind,
                        id,
                        position,
                        GovernanceStore.NOW,
                        body,
                        Link.end(put.terms(), Link.FROM).orElse(null),
                        Link.end(put.terms(), Link.TO).orElse(null),
                        Link.note(put.terms()).orElse(null)));
        for (Term term : put.terms()) {
            if (!term.name().equals(Link.NOTE)) {
                terms.add(ledger, kind, term.name(), term.value(), scope, id, position, GovernanceStore.NOW);
            }
        }
    }

    private void scopes(String ledger, SealedAct act) {
        for (String scope : Known.written(act.changes())) {
            long from = act.changes().expected().getOrDefault(scope, 0L);
            (from == 0 ? first : moved).add(from + 1, ledger, scope);
        }
    }
}
