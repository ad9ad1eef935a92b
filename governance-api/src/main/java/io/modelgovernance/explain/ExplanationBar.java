package io.modelgovernance.explain;

import io.modelgovernance.InvalidInputException;
import java.util.Locale;
import java.util.Optional;

/**
 * How good an explanation must be for a decision to stand on it.
 *
 * <p>A function; immutable and thread-safe.
 *
 * @param mostResidual greatest {@link Attribution#residual()} either way, in units of the score; finite, at least 0
 * @param mostStandardError greatest standard error of any value, in units of the score; finite, at least 0
 */
public record ExplanationBar(double mostResidual, double mostStandardError) {
    /**
     * Checks.
     *
     * @throws InvalidInputException if a number is negative or not finite
     */
    public ExplanationBar {
        Explanations.finite("residual allowed", mostResidual);
        Explanations.finite("standard error allowed", mostStandardError);
        if (mostResidual < 0 || mostStandardError < 0) {
            throw InvalidInputException.of(
                    "bar of explanations",
                    "is a residual of " + mostResidual + " and a standard error of " + mostStandardError,
                    "at least 0 each");
        }
    }

    /**
     * What is wrong with an explanation.
     *
     * @param attribution the explanation
     * @return empty if it is good enough, else what misses the bar; no value of the row is named
     */
    public Optional<String> problem(Attribution attribution) {
        if (Math.abs(attribution.residual()) > mostResidual) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "the values miss the score by %.3g, more than %.3g",
                    Math.abs(attribution.residual()),
                    mostResidual));
        }
        double worst = attribution.worstStandardError();
        return worst > mostStandardError
                ? Optional.of(String.format(
                        Locale.ROOT, "a standard error is %.3g, more than %.3g", worst, mostStandardError))
                : Optional.empty();
    }
}
