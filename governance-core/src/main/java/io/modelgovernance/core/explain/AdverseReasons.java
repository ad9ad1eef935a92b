package io.modelgovernance.core.explain;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import io.modelgovernance.explain.Attribution;
import io.modelgovernance.explain.ReasonCode;
import io.modelgovernance.explain.ReasonCodes;
import io.modelgovernance.explain.ReasonDictionary;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Picks the principal reasons for an adverse decision, as Regulation B 1002.9(b)(2) asks for them.
 *
 * <p>The rule, in full: protected attributes are left out; contributions of features with the same code are summed, for
 * and against; a code is cited if its sum is adverse, greater than the minimum, greater than a number of standard
 * errors (summed over its features), and greater than a 1e-9th of all contributions together, which is rounding; the
 * greatest sums come first, equal sums in schema order; at most a stated number, four by default (official comment
 * 9(b)(2)-1). Which average an applicant is compared with is the background of the explainer: see {@link ReasonBaseline}.
 * Immutable and thread-safe.
 */
public final class AdverseReasons implements ReasonCodes {
    private static final double ROUNDING = 1e-9;

    private final ReasonDictionary dictionary;
    private final int limit;
    private final double minimum;
    private final double errors;
    private final String uncounted;

    private AdverseReasons(ReasonDictionary dictionary, int limit, double minimum, double errors, String uncounted) {
        this.dictionary = dictionary;
        this.limit = limit;
        this.minimum = minimum;
        this.errors = errors;
        this.uncounted = uncounted;
    }

    /**
     * At most four reasons, no minimum, beyond two standard errors.
     *
     * @param dictionary the reasons' words
     * @return the rule
     */
    public static AdverseReasons of(ReasonDictionary dictionary) {
        return new AdverseReasons(dictionary, 4, 0, 2, "");
    }

    /**
     * The key factors of a credit score, as the Fair Credit Reporting Act asks for them: at most four, and one more if the
     * number of enquiries about the consumer is among them (15 USC 1681g(f), Regulation V 1022.73(a)(1)). Enquiries are
     * cited whenever they count against the consumer, in the place that their weight gives them, and never take the place
     * of another factor.
     *
     * @param dictionary the factors' words
     * @param enquiries code of the number of enquiries in the dictionary
     * @return the rule, beyond two standard errors
     * @throws InvalidInputException if no feature of the dictionary has that code
     */
    public static AdverseReasons keyFactors(ReasonDictionary dictionary, String enquiries) {
        if (dictionary.byFeature().values().stream()
                .noneMatch(entry -> entry.code().equals(enquiries))) {
            throw InvalidInputException.of(
                    "code of enquiries", "is " + Names.printable(enquiries), "one of the dictionary's codes");
        }
        return new AdverseReasons(dictionary, 4, 0, 2, enquiries);
    }

    /**
     * Cites another number of reasons.
     *
     * @param most the most reasons to give, at least 1
     * @return a changed rule
     * @throws InvalidInputException if less than 1
     */
    public AdverseReasons withLimit(int most) {
        if (most < 1) {
            throw InvalidInputException.of("limit of reasons", "is " + most, "at least 1");
        }
        return new AdverseReasons(dictionary, most, minimum, errors, uncounted);
    }

    /**
     * Leaves out reasons that weigh no more than this.
     *
     * @param contribution in units of the score, at least 0
     * @return a changed rule
     * @throws InvalidInputException if negative or not finite
     */
    public AdverseReasons withMinimum(double contribution) {
        return new AdverseReasons(
                dictionary, limit, atLeastZero("minimum of reasons", contribution), errors, uncounted);
    }

    /**
     * Leaves out reasons that are within so many standard errors of none.
     *
     * @param multiple how many standard errors, at least 0
     * @return a changed rule
     * @throws InvalidInputException if negative or not finite
     */
    public AdverseReasons withStandardErrors(double multiple) {
        return new AdverseReasons(
                dictionary, limit, minimum, atLeastZero("standard errors of reasons", multiple), uncounted);
    }

    /**
     * Checks when the application is wired that every feature a reason may cite has one.
     *
     * @param schema the model's features
     * @return this rule
     * @throws InvalidInputException naming the first feature without an entry that is not protected, or the first
     *     protected one with an entry
     */
    public AdverseReasons requireCovers(FeatureSchema schema) {
        for (Feature feature : schema.features()) {
            boolean has = dictionary.byFeature().containsKey(feature.name());
            if (feature.protectedAttribute() && has) {
                throw InvalidInputException.of(
                        "feature " + feature.name(), "is protected and has a reason code", "without one");
            }
            if (!feature.protectedAttribute() && !has) {
                throw missing(feature.name());
            }
        }
        return this;
    }

    @Override
    public List<ReasonCode> reasons(FeatureSchema schema, Attribution attribution, boolean adverseIsHighScore) {
        if (!schema.names().equals(attribution.features())) {
            throw InvalidInputException.of(
                    "attribution", "is of features " + attribution.features(), "of the schema's: " + schema.names());
        }
        double noise =
                ROUNDING * attribution.values().stream().mapToDouble(Math::abs).sum();
        List<Tally> found = new ArrayList<>();
        for (Tally tally : tallies(schema, attribution, adverseIsHighScore ? 1 : -1, noise)) {
            if (tally.sum > Math.max(Math.max(minimum, noise), errors * tally.error)) {
                found.add(tally);
            }
        }
        found.sort(Comparator.comparingDouble((Tally tally) -> tally.sum).reversed());
        List<ReasonCode> reasons = new ArrayList<>();
        int counted = 0;
        for (Tally tally : found) {
            boolean free = tally.entry.code().equals(uncounted);
            if (free || counted < limit) {
                counted += free ? 0 : 1;
                reasons.add(new ReasonCode(
                        tally.entry.code(),
                        tally.entry.text(),
                        tally.feature,
                        tally.sum,
                        reasons.size() + 1,
                        dictionary.version(),
                        dictionary.language()));
            }
        }
        return List.copyOf(reasons);
    }

    private Iterable<Tally> tallies(FeatureSchema schema, Attribution attribution, int adverse, double noise) {
        Map<String, Tally> byCode = new LinkedHashMap<>();
        for (int i = 0; i < schema.size(); i++) {
            Feature feature = schema.features().get(i);
            if (feature.protectedAttribute()) {
                continue;
            }
            double contribution = adverse * attribution.values().get(i);
            ReasonDictionary.Entry entry = dictionary.byFeature().get(feature.name());
            if (entry != null) {
                byCode.computeIfAbsent(entry.code(), code -> new Tally(entry, feature.name()))
                        .add(
                                feature.name(),
                                contribution,
                                attribution.standardErrors().get(i));
            } else if (contribution > Math.max(minimum, noise)) {
                throw missing(feature.name());
            }
        }
        return byCode.values();
    }

    private InvalidInputException missing(String feature) {
        return new InvalidInputException(
                "feature " + feature,
                "has no reason code",
                "The feature (" + feature + ") of the schema must have an entry in reason dictionary "
                        + dictionary.version() + " (" + dictionary.language()
                        + "). Maybe it was added to the model after the dictionary was written.");
    }

    private static double atLeastZero(String what, double value) {
        if (!(value >= 0 && Double.isFinite(value))) {
            throw InvalidInputException.of(what, "is " + value, "finite and at least 0");
        }
        return value;
    }

    /** What the features of one code add up to; local to one call. */
    private static final class Tally {
        private final ReasonDictionary.Entry entry;
        private String feature;
        private double greatest = Double.NEGATIVE_INFINITY;
        private double sum;
        private double error;

        Tally(ReasonDictionary.Entry entry, String feature) {
            this.entry = entry;
            this.feature = feature;
        }

        void add(String name, double contribution, double standardError) {
            sum += contribution;
            error += standardError;
            if (contribution > greatest) {
                greatest = contribution;
                feature = name;
            }
        }
    }
}
