package io.modelgovernance.risk;

import io.modelgovernance.Digest;
import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import io.modelgovernance.lineage.DatasetVersion;
import io.modelgovernance.policy.ConditionsOfUse;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a validator hands in: figures, the data they were computed on, and an opinion. The verdicts are computed from it.
 *
 * <p>{@code Validation.approved(plan, "report 17").measured("auc", auc).on(laterLoans)}. Immutable; the methods return
 * changed copies.
 *
 * @param plan the plan that judges the figures
 * @param opinion what the validator makes of them
 * @param comment the validator's words, not blank
 * @param conditions the conditions of use that the approval hangs on, in force from the same act on; present if, and only
 *     if, it is approved with conditions
 * @param kind why it is made; empty for an initial, change or periodic one, by what is on record
 * @param measured what was measured, by metric; what a planned test lacks is not evidenced
 * @param data digests of the data that the figures were computed on, by name; at least one once it is handed in
 */
public record Validation(
        String plan,
        ValidationOpinion opinion,
        String comment,
        Optional<ConditionsOfUse> conditions,
        Optional<ValidationKind> kind,
        Map<String, Estimate> measured,
        Map<String, Digest> data) {
    /**
     * Checks and copies.
     *
     * @throws InvalidInputException if the plan's id or the name of some data does not fit, the comment is blank, or
     *     conditions are missing or too many for the opinion
     */
    public Validation {
        Names.require("plan id", plan);
        data.keySet().forEach(name -> Names.requireLabel("name of data", name));
        if (comment.isBlank()) {
            throw InvalidInputException.of("comment on a validation", "is blank", "the validator's words");
        }
        if (conditions.isPresent() != (opinion == ValidationOpinion.APPROVED_WITH_CONDITIONS)) {
            throw InvalidInputException.of(
                    "opinion " + opinion,
                    conditions.isPresent() ? "has conditions" : "has no conditions",
                    "with conditions if, and only if, it is APPROVED_WITH_CONDITIONS");
        }
        measured = Collections.unmodifiableMap(new TreeMap<>(measured));
        data = Collections.unmodifiableMap(new TreeMap<>(data));
    }

    /**
     * The beginning of a validation that approves.
     *
     * @param plan the plan's id
     * @param comment the validator's words
     * @return a validation without figures
     */
    public static Validation approved(String plan, String comment) {
        return of(plan, ValidationOpinion.APPROVED, comment, Optional.empty());
    }

    /**
     * The beginning of a validation that approves with conditions.
     *
     * @param plan the plan's id
     * @param conditions what must hold; it takes the place of earlier conditions of use
     * @param comment the validator's words
     * @return a validation without figures
     */
    public static Validation approvedWithin(String plan, ConditionsOfUse conditions, String comment) {
        return of(plan, ValidationOpinion.APPROVED_WITH_CONDITIONS, comment, Optional.of(conditions));
    }

    /**
     * The beginning of a validation that rejects.
     *
     * @param plan the plan's id
     * @param comment the validator's words
     * @return a validation without figures
     */
    public static Validation rejected(String plan, String comment) {
        return of(plan, ValidationOpinion.REJECTED, comment, Optional.empty());
    }

    private static Validation of(
            String plan, ValidationOpinion opinion, String comment, Optional<ConditionsOfUse> conditions) {
        return new Validation(plan, opinion, comment, conditions, Optional.empty(), Map.of(), Map.of());
    }

    /**
     * Says why it is made.
     *
     * @param reason the kind
     * @return a copy
     */
    public Validation as(ValidationKind reason) {
        return new Validation(plan, opinion, comment, conditions, Optional.of(reason), measured, data);
    }

    /**
     * Adds a figure.
     *
     * @param metric the metric
     * @param value what was measured
     * @return a copy
     */
    public Validation measured(String metric, Estimate value) {
        return measured(Map.of(metric, value));
    }

    /**
     * Adds figures.
     *
     * @param values what was measured, by metric
     * @return a copy
     */
    public Validation measured(Map<String, Estimate> values) {
        Map<String, Estimate> all = new TreeMap<>(measured);
        all.putAll(values);
        return new Validation(plan, opinion, comment, conditions, kind, all, data);
    }

    /**
     * Adds data that figures were computed on.
     *
     * @param name its name; if it is that of a dataset version on record, {@code name:version}, the digest must be that
     *     dataset's
     * @param digest digest of its bytes
     * @return a copy
     */
    public Validation on(String name, Digest digest) {
        Map<String, Digest> all = new TreeMap<>(data);
        all.put(name, digest);
        return new Validation(plan, opinion, comment, conditions, kind, measured, all);
    }

    /**
     * Adds a dataset version that figures were computed on.
     *
     * @param dataset the dataset version
     * @return a copy
     */
    public Validation on(DatasetVersion dataset) {
        return on(dataset.node().id(), dataset.digest());
    }
}
