package io.modelgovernance.serving;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import io.modelgovernance.explain.ReasonCodes;
import java.time.Duration;
import java.util.List;
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
 * @param checks what is checked about each call
 * @param recording how decisions are recorded
 * @param fallbacks what decides when the version does not, in this order
 * @param listener hears what the model does
 */
public record ServingOptions(
        String alias,
        Duration maxStaleness,
        int capacity,
        Optional<ExplainerFactory> explainer,
        Optional<ReasonCodes> reasons,
        Checks checks,
        Recording recording,
        List<Fallback> fallbacks,
        ServingListener listener) {
    /**
     * Checks and copies.
     *
     * @throws InvalidInputException if a value does not fit
     */
    public ServingOptions {
        Names.require("alias", alias);
        fallbacks = List.copyOf(fallbacks);
        if (maxStaleness.isNegative() || maxStaleness.isZero()) {
            throw InvalidInputException.of("maxStaleness", "is " + maxStaleness, "longer than zero");
        }
        if (capacity < 1) {
            throw InvalidInputException.of("capacity", "is " + capacity, "at least 1");
        }
    }

    /**
     * Follows {@code champion}, at most 30 seconds stale, 10,000 records waiting, no explanations, standard checks.
     *
     * @return the defaults
     */
    public static ServingOptions defaults() {
        return new ServingOptions(
                "champion",
                Duration.ofSeconds(30),
                10_000,
                Optional.empty(),
                Optional.empty(),
                Checks.standard(),
                Recording.standard(),
                List.of(),
                new ServingListener() {});
    }

    /**
     * Follows another alias.
     *
     * @param name the alias
     * @return a copy
     */
    public ServingOptions withAlias(String name) {
        return new ServingOptions(
                name, maxStaleness, capacity, explainer, reasons, checks, recording, fallbacks, listener);
    }

    /**
     * With another bound on staleness.
     *
     * @param bound the bound
     * @return a copy
     */
    public ServingOptions withMaxStaleness(Duration bound) {
        return new ServingOptions(alias, bound, capacity, explainer, reasons, checks, recording, fallbacks, listener);
    }

    /**
     * With another bound on waiting records.
     *
     * @param records the bound
     * @return a copy
     */
    public ServingOptions withCapacity(int records) {
        return new ServingOptions(
                alias, maxStaleness, records, explainer, reasons, checks, recording, fallbacks, listener);
    }

    /**
     * With reasons for decisions that go against the applicant.
     *
     * @param factory makes the explainer of a version
     * @param codes turns its attributions into reason codes
     * @return a copy
     */
    public ServingOptions withReasons(ExplainerFactory factory, ReasonCodes codes) {
        return new ServingOptions(
                alias,
                maxStaleness,
                capacity,
                Optional.of(factory),
                Optional.of(codes),
                checks,
                recording,
                fallbacks,
                listener);
    }

    /**
     * With other checks.
     *
     * @param rules what is checked about each call
     * @return a copy
     */
    public ServingOptions withChecks(Checks rules) {
        return new ServingOptions(
                alias, maxStaleness, capacity, explainer, reasons, rules, recording, fallbacks, listener);
    }

    /**
     * With other rules of recording.
     *
     * @param rules how decisions are recorded
     * @return a copy
     */
    public ServingOptions withRecording(Recording rules) {
        return new ServingOptions(
                alias, maxStaleness, capacity, explainer, reasons, checks, rules, fallbacks, listener);
    }

    /**
     * With fallbacks.
     *
     * @param chain what decides when the version does not, in this order
     * @return a copy
     */
    public ServingOptions withFallbacks(Fallback... chain) {
        return new ServingOptions(
                alias, maxStaleness, capacity, explainer, reasons, checks, recording, List.of(chain), listener);
    }

    /**
     * With a listener.
     *
     * @param ears hears what the model does
     * @return a copy
     */
    public ServingOptions withListener(ServingListener ears) {
        return new ServingOptions(
                alias, maxStaleness, capacity, explainer, reasons, checks, recording, fallbacks, ears);
    }
}
