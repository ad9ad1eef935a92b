package io.modelgovernance.serving;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.explain.ExplanationBar;
import io.modelgovernance.policy.ConditionsOfUse;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is checked about each call, and what becomes of one that does not pass. Conditions of use that are on record for
 * a version are checked besides, and answered as they say.
 *
 * <p>Immutable; the {@code with} methods return changed copies.
 *
 * @param responses what becomes of a call by the check it does not pass
 * @param conditions conditions of use, if given here
 * @param intervals how sure the model is of a score, if known
 * @param additivity how far an attribution may be from adding up, as a share of the distance between score and baseline
 * @param bar how good an explanation must be besides, if asked for
 * @param permits further conditions of the permit
 * @param rules names of the rule sets of the rulebook that are asked about each decision
 * @param flips which decisions are asked of again for another group, if any
 */
public record Checks(
        Map<Check, Response> responses,
        Optional<ConditionsOfUse> conditions,
        Optional<IntervalFactory> intervals,
        double additivity,
        Optional<ExplanationBar> bar,
        List<PermitCondition> permits,
        List<String> rules,
        Optional<FlipSampling> flips) {
    private static final double ADDITIVITY = 0.01;

    /**
     * Checks and copies.
     *
     * @throws InvalidInputException if a check has no response or one that it cannot have
     */
    public Checks {
        Map<Check, Response> byCheck = new EnumMap<>(Check.class);
        byCheck.putAll(responses);
        responses = Collections.unmodifiableMap(byCheck);
        permits = List.copyOf(permits);
        rules = List.copyOf(new LinkedHashSet<>(rules));
        for (Check check : Check.values()) {
            Response response = responses.get(check);
            if (response == null || !possible(check).contains(response)) {
                throw InvalidInputException.of("response to " + check, "is " + response, "one of " + possible(check));
            }
        }
        if (!(additivity >= 0)) {
            throw InvalidInputException.of("additivity", "is " + additivity, "at least 0");
        }
    }

    /**
     * Refuse what may not be decided, refer what is unsure, count drift.
     *
     * @return the defaults
     */
    public static Checks standard() {
        Map<Check, Response> responses = new EnumMap<>(Check.class);
        for (Check check : Check.values()) {
            responses.put(check, Response.REFUSE);
        }
        responses.put(Check.ROLLOUT, Response.COUNT);
        responses.put(Check.RULES_ON_TRIAL, Response.COUNT);
        responses.put(Check.CONDITIONS, Response.REFER);
        responses.put(Check.UNCERTAINTY, Response.REFER);
        responses.put(Check.DRIFT, Response.COUNT);
        responses.put(Check.EXPLANATION, Response.REFER);
        return new Checks(
                responses,
                Optional.empty(),
                Optional.empty(),
                ADDITIVITY,
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    /**
     * The responses a check can have.
     *
     * @param check the check
     * @return the responses
     */
    public static Set<Response> possible(Check check) {
        return switch (check) {
            case ROLLOUT, RULES_ON_TRIAL -> EnumSet.of(Response.COUNT);
            case RULES -> EnumSet.of(Response.FALL_BACK, Response.REFUSE);
            case PURPOSE, RECORD -> EnumSet.of(Response.REFUSE);
            case INPUT -> EnumSet.of(Response.REFUSE, Response.REFER);
            case PERMIT, SCORE -> EnumSet.of(Response.FALL_BACK, Response.REFER, Response.REFUSE);
            default -> EnumSet.allOf(Response.class);
        };
    }

    /**
     * What becomes of a call that does not pass a check.
     *
     * @param check the check
     * @return the response
     */
    public Response to(Check check) {
        return responses.getOrDefault(check, Response.REFUSE);
    }

    /**
     * With another response. To count a stale view is to serve although the registry cannot be asked.
     *
     * @param check the check
     * @param response the response
     * @return a copy
     */
    public Checks on(Check check, Response response) {
        Map<Check, Response> changed = new EnumMap<>(responses);
        changed.put(check, response);
        return new Checks(changed, conditions, intervals, additivity, bar, permits, rules, flips);
    }

    /**
     * With conditions of use; a breach is answered as they say.
     *
     * @param use the conditions
     * @return a copy
     */
    public Checks within(ConditionsOfUse use) {
        Response response = switch (use.onBreach()) {
            case COUNT -> Response.COUNT;
            case REFER -> Response.REFER;
            case REFUSE -> Response.REFUSE;
        };
        return new Checks(responses, Optional.of(use), intervals, additivity, bar, permits, rules, flips)
                .on(Check.CONDITIONS, response);
    }

    /**
     * With intervals: an outcome that is not the same over the whole interval does not pass.
     *
     * @param factory makes the intervals of a version
     * @return a copy
     */
    public Checks intervals(IntervalFactory factory) {
        return new Checks(responses, conditions, Optional.of(factory), additivity, bar, permits, rules, flips);
    }

    /**
     * With another tolerance of explanations.
     *
     * @param share greatest residual as a share of the distance between score and baseline
     * @return a copy
     */
    public Checks additivity(double share) {
        return new Checks(responses, conditions, intervals, share, bar, permits, rules, flips);
    }

    /**
     * With a bar for explanations: a decision whose explanation misses it does not pass. {@code on(Check.EXPLANATION,
     * Response.REFUSE)} refuses such a decision, the standard response refers it.
     *
     * @param least how good an explanation must be
     * @return a copy
     */
    public Checks explained(ExplanationBar least) {
        return new Checks(responses, conditions, intervals, additivity, Optional.of(least), permits, rules, flips);
    }

    /**
     * With a further condition of the permit.
     *
     * @param condition the condition
     * @return a copy
     */
    public Checks permit(PermitCondition condition) {
        List<PermitCondition> more = new java.util.ArrayList<>(permits);
        more.add(condition);
        return new Checks(responses, conditions, intervals, additivity, bar, more, rules, flips);
    }

    /**
     * With rule sets of the rulebook, asked about each decision as they are in force: a rule that refers sends it to a
     * person, one that denies is answered as {@link Check#RULES} says. A set that is not in force keeps the version from
     * deciding.
     *
     * @param names names of rule sets, besides those named before
     * @return a copy
     */
    public Checks rules(String... names) {
        List<String> more = new java.util.ArrayList<>(rules);
        more.addAll(List.of(names));
        return new Checks(responses, conditions, intervals, additivity, bar, permits, more, flips);
    }

    /**
     * With decisions that are asked of again for another group and counted by the monitor of the version that decides; of
     * a version that no monitor watches none are. That is done where records are written, so a decision that waits for its
     * record waits for it as well.
     *
     * @param sampling which ones
     * @return a copy
     */
    public Checks flipped(FlipSampling sampling) {
        return new Checks(responses, conditions, intervals, additivity, bar, permits, rules, Optional.of(sampling));
    }
}
