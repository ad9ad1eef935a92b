package io.modelgovernance.core.serving;

import io.modelgovernance.Decision;
import io.modelgovernance.Verdict;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.serving.Call;
import io.modelgovernance.serving.TypedModel;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A guard that takes records; their accessors are resolved once a schema. Thread-safe. */
final class TypedGuard<R extends Record> implements TypedModel<R> {
    private final Guard guard;
    private final Class<R> type;
    private final MethodHandles.Lookup access;
    private volatile RecordRows<R> rows;

    TypedGuard(Guard guard, Class<R> type, MethodHandles.Lookup access) {
        this.guard = guard;
        this.type = type;
        this.access = access;
        this.rows = RecordRows.of(guard.schema(), type, access);
    }

    private RecordRows<R> rows() {
        FeatureSchema now = guard.schema();
        RecordRows<R> known = rows;
        if (!known.schema().equals(now)) {
            known = RecordRows.of(now, type, access);
            rows = known;
        }
        return known;
    }

    @Override
    public Decision decide(Call call, R input) {
        return guard.decide(call, rows().row(input));
    }

    @Override
    public Verdict judge(Call call, R input) {
        return guard.judge(call, rows().row(input));
    }

    @Override
    public CompletionStage<Verdict> judgeLater(Call call, R input) {
        return guard.judgeLater(call, rows().row(input));
    }

    @Override
    public List<Verdict> judgeAll(Call call, List<R> inputs) {
        return guard.judgeAll(call, rows().rows(inputs));
    }
}
