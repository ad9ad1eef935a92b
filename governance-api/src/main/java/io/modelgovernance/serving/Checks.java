package io.modelgovernance.serving;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.policy.ConditionsOfUse;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is checked about each call, and what becomes of one that does not pass.
 *
 * <p>Immutable; the {@code with} methods return changed copies.
 *
 * @param responses what becomes of a call by the check it does not pass
 * @param conditions conditions of use, if given here
 * @param intervals how sure the model is of a score, if known
 * @param additivity how far an attribution may be from adding up, as a share of the distance between score and baseline
 * @param permits further conditions of the permit
 */
public record Checks(
        Map<Check, Response> responses,
        Optional<ConditionsOfUse> conditions,
        Optional<IntervalFactory> intervals,
        double additivity,
        List<PermitCondition> permits) {
    private static final double ADDITIVITY = 0.01;

    /**
     * Checks and copies.
     *
     * @throws InvalidInputException if a check has no response or one that it cannot have
     */
    public Checks {
        responses = Collections.unmodifiableMap(new EnumMap<>(responses));
        permits = List.copyOf(permits);
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
        responses.put(Check.CONDITIONS, Response.REFER);
        responses.put(Check.UNCERTAINTY, Response.REFER);
        responses.put(Check.DRIFT, Response.COUNT);
        responses.put(Check.EXPLANATION, Response.REFER);
        return new Checks(responses, Optional.empty(), Optional.empty(), ADDITIVITY, List.of());
    }

    /**
     * The responses a check can have.
     *
     * @param check the check
     * @return the responses
     */
    public static Set<Response> possible(Check check) {
        return switch (check) {
            case ROLLOUT -> EnumSet.of(Response.COUNT);
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
        return new Checks(changed, conditions, intervals, additivity, permits);
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
        return new Checks(responses, Optional.of(use), intervals, additivity, permits).on(Check.CONDITIONS, response);
    }

    /**
     * With intervals: an outcome that is not the same over the whole interval does not pass.
     *
     * @param factory makes the intervals of a version
     * @return a copy
     */
    public Checks intervals(IntervalFactory factory) {
        return new Checks(responses, conditions, Optional.of(factory), additivity, permits);
    }

    /**
     * With another tolerance of explanations.
     *
     * @param share greatest residual as a share of the distance between score and baseline
     * @return a copy
     */
    public Checks additivity(double share) {
        return new Checks(responses, conditions, intervals, share, permits);
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
        return new Checks(responses, conditions, intervals, additivity, more);
    }
}
