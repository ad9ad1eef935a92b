package io.modelgovernance.core.serving;

import io.modelgovernance.AsOf;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.explain.Attribution;
import io.modelgovernance.registry.DecisionRule;
import io.modelgovernance.registry.ModelRegistry;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.serving.Call;
import io.modelgovernance.serving.Cause;
import io.modelgovernance.serving.Check;
import io.modelgovernance.serving.DecisionRecord;
import io.modelgovernance.serving.DecisionRecord.Kind;
import io.modelgovernance.serving.Fallback;
import io.modelgovernance.serving.Outcome;
import io.modelgovernance.serving.RecordRule;
import io.modelgovernance.serving.RecordRule.Level;
import io.modelgovernance.serving.Replay;
import io.modelgovernance.serving.Replayed;
import io.modelgovernance.serving.Response;
import io.modelgovernance.serving.ServingOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Judges a recorded case again and compares. What depended on the moment, such as a stale view or a full queue, is taken
 * from the record; everything that depends on model, input and checks is made again.
 */
final class SecondLook {
    /**
     * What was seen.
     *
     * @param replayed the comparison
     * @param score the score this time, NaN if there is none
     */
    record Seen(Replayed replayed, double score) {}

    private final ModelRegistry registry;
    private final Function<ModelVersion, LoadedVersion> load;
    private final String policy;
    private final ServingOptions options;
    private final Judge judge;
    private final Envelopes envelopes;

    SecondLook(
            ModelRegistry registry,
            Ledger ledger,
            Function<ModelVersion, LoadedVersion> load,
            String policy,
            ServingOptions options) {
        this.registry = registry;
        this.load = load;
        this.policy = policy;
        this.options = options;
        this.judge = new Judge(options);
        this.envelopes = new Envelopes(ledger, options.checks());
    }

    Seen again(Replay.Case past) {
        DecisionRecord record = past.record();
        ModelVersion version = registry.version(record.version());
        Draft draft = judged(version, past);
        List<String> differences = new ArrayList<>();
        differs(differences, "manifest", draft.permit.manifest().equals(record.manifest()));
        differs(differences, "schema", draft.permit.schemaDigest().equals(record.schema()));
        differs(differences, "policy", policy.equals(record.policy()));
        record.input()
                .ifPresent(commitment -> differs(
                        differences,
                        "input",
                        Commitment.of(record.salt(), past.row()).equals(commitment)));
        DecisionRule rule = draft.permit.rule();
        differs(
                differences,
                "rule",
                same(rule.referFrom(), record.referFrom()) && same(rule.declineFrom(), record.declineFrom()));
        differs(differences, "score", same(draft.score, record.score()));
        differs(differences, "interval", same(draft.low, record.low()) && same(draft.high, record.high()));
        differs(differences, "checks", aboutTheCase(draft.causes).equals(aboutTheCase(record.breaches())));
        differs(differences, "outcome", draft.outcome == record.outcome());
        if (record.input().isPresent()) {
            differs(differences, "reasons", draft.reasons.equals(record.reasons()));
            Attribution attribution = draft.attribution;
            differs(
                    differences,
                    "explanation",
                    Optional.ofNullable(attribution).map(DraftRecord::explained).equals(record.explanation()));
        }
        return new Seen(new Replayed(record.id(), differences, draft.outcome), draft.score);
    }

    /** As another version would have decided. */
    Seen by(ModelVersion version, Replay.Case past) {
        Draft draft = judged(version, past);
        List<String> differences = new ArrayList<>();
        differs(differences, "score", same(draft.score, past.record().score()));
        differs(differences, "outcome", draft.outcome == past.record().outcome());
        return new Seen(new Replayed(past.record().id(), differences, draft.outcome), draft.score);
    }

    private static void differs(List<String> differences, String what, boolean same) {
        if (!same) {
            differences.add(what);
        }
    }

    private static boolean same(double one, double other) {
        return Double.doubleToLongBits(one + 0.0) == Double.doubleToLongBits(other + 0.0);
    }

    private Draft judged(ModelVersion version, Replay.Case past) {
        DecisionRecord record = past.record();
        Permit permit = permit(version, record);
        Call call = new Call(io.modelgovernance.Actor.service(record.caller()), record.purpose());
        Draft draft = new Draft(permit, call, past.row().clone(), 0, record.at(), List.of());
        record.breaches().stream()
                .filter(cause -> !remade(cause.check()))
                .forEach(cause -> draft.found(cause, options.checks().to(cause.check())));
        boolean fellBack = record.kind() == Kind.FELL_BACK;
        if (fellBack && byRules(draft, record)) {
            return draft;
        }
        if (fellBack) {
            draft.worst = null;
        }
        if (draft.clear()) {
            input(draft);
        }
        if (draft.clear()) {
            judge.use(draft);
        }
        if (draft.clear()) {
            judge.score(draft);
        }
        if (fellBack) {
            draft.causes = record.breaches();
        } else {
            concluded(draft);
        }
        return draft;
    }

    private void input(Draft draft) {
        try {
            draft.permit.schema().check(draft.row());
        } catch (InvalidInputException e) {
            draft.found(
                    Check.INPUT,
                    String.valueOf(e.getMessage()),
                    options.checks().to(Check.INPUT));
        }
    }

    private boolean byRules(Draft draft, DecisionRecord record) {
        for (Fallback fallback : options.fallbacks()) {
            if (fallback instanceof Fallback.ByRules && fallback.name().equals(record.fallback())) {
                draft.ruled(((Fallback.ByRules) fallback)
                        .rules()
                        .decide(draft.permit.schema(), draft.row().clone()));
                draft.causes = record.breaches();
                return true;
            }
        }
        return false;
    }

    private static void concluded(Draft draft) {
        Response worst = draft.worst;
        if (worst == null || worst == Response.COUNT) {
            return;
        }
        draft.outcome = worst == Response.REFER ? Outcome.REFER : Outcome.NONE;
    }

    /** Whether a check depends on model, input and rules alone. */
    private static boolean remade(Check check) {
        return switch (check) {
            case INPUT, CONDITIONS, SCORE, UNCERTAINTY, DRIFT, EXPLANATION, RULES, RULES_ON_TRIAL -> true;
            case ROLLOUT, PERMIT, STALENESS, PURPOSE, RECORD -> false;
        };
    }

    private static List<Cause> aboutTheCase(List<Cause> causes) {
        return causes.stream().filter(cause -> remade(cause.check())).toList();
    }

    private Permit permit(ModelVersion version, DecisionRecord record) {
        LoadedVersion ready = load.apply(version);
        return new Permit(
                version,
                record.alias(),
                version.schema(),
                ready.schema(),
                LoadedVersion.rule(version),
                version.manifest().digest(),
                ready.scorer(),
                ready.explainer(),
                ready.intervals(),
                envelopes.of(version, record.policy(), AsOf.position(record.permittedAt())),
                null,
                record.drifted(),
                false,
                RecordRule.standard().level(Level.COMMITMENT),
                List.of(),
                record.permittedAt(),
                0);
    }
}
