package io.modelgovernance.serving;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import io.modelgovernance.explain.ReasonCodes;
import java.time.Duration;
import java.util.Optional;

/**
 * How a model is served under governance.
 *
 * <p>Immutable; the {@code with} methods return changed copies.
 *
 * @param alias the alias that is followed
 * @param maxStaleness how old the last confirmed view of the registry may be; beyond it the model refuses to decide
 * @param capacity most decision records waiting to be stored; beyond it the model refuses to decide
 * @param explainer explains decisions that go against the applicant, if given
 * @param reasons turns explanations into reason codes, if given
 */
public record ServingOptions(
        String alias,
        Duration maxStaleness,
        int capacity,
        Optional<ExplainerFactory> explainer,
        Optional<ReasonCodes> reasons) {
    /**
     * Checks.
     *
     * @throws InvalidInputException if a value does not fit
     */
    public ServingOptions {
        Names.require("alias", alias);
        if (maxStaleness.isNegative() || maxStaleness.isZero()) {
            throw InvalidInputException.of("maxStaleness", "is " + maxStaleness, "longer than zero");
        }
        if (capacity < 1) {
            throw InvalidInputException.of("capacity", "is " + capacity, "at least 1");
        }
    }

    /**
     * Follows {@code champion}, at most 30 seconds stale, 10,000 records waiting, no explanations.
     *
     * @return the defaults
     */
    public static ServingOptions defaults() {
        return new ServingOptions("champion", Duration.ofSeconds(30), 10_000, Optional.empty(), Optional.empty());
    }

    /**
     * Follows another alias.
     *
     * @param name the alias
     * @return a copy
     */
    public ServingOptions withAlias(String name) {
        return new ServingOptions(name, maxStaleness, capacity, explainer, reasons);
    }

    /**
     * With another bound on staleness.
     *
     * @param bound the bound
     * @return a copy
     */
    public ServingOptions withMaxStaleness(Duration bound) {
        return new ServingOptions(alias, bound, capacity, explainer, reasons);
    }

    /**
     * With another bound on waiting records.
     *
     * @param records the bound
     * @return a copy
     */
    public ServingOptions withCapacity(int records) {
        return new ServingOptions(alias, maxStaleness, records, explainer, reasons);
    }

    /**
     * With reasons for decisions that go against the applicant.
     *
     * @param factory makes the explainer of a version
     * @param codes turns its attributions into reason codes
     * @return a copy
     */
    public ServingOptions withReasons(ExplainerFactory factory, ReasonCodes codes) {
        return new ServingOptions(alias, maxStaleness, capacity, Optional.of(factory), Optional.of(codes));
    }
}
