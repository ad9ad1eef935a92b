package io.modelgovernance.core.counterfactual;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.model.Feature;
import java.util.Arrays;
import java.util.BitSet;

/**
 * How one feature can be changed.
 *
 * @param feature the feature
 * @param movable whether it can be changed at all
 * @param least least value reached
 * @param most greatest value reached
 * @param direction 1 if it only rises, -1 if it only falls, 0 for both
 * @param step values reached are multiples of it; 0 for any value
 * @param scale distance that costs 1 before the weight; greater than 0
 * @param weight factor on the cost of distance
 * @param reachable categories that can be reached
 * @param usual median of the values seen, or the commonest category
 * @param statable whether a missing value can become a stated one
 */
record Action(
        Feature feature,
        boolean movable,
        double least,
        double most,
        int direction,
        double step,
        double scale,
        double weight,
        BitSet reachable,
        double usual,
        boolean statable) {

    static Action of(Feature feature, double[] column) {
        double[] known = Arrays.stream(column)
                .filter(Double::isFinite)
                .map(value -> value + 0.0)
                .sorted()
                .toArray();
        boolean movable = known.length > 0 && !feature.protectedAttribute();
        BitSet seen = new BitSet();
        if (feature.type() == Feature.Type.CATEGORICAL) {
            Arrays.stream(known).forEach(value -> seen.set((int) value));
            return new Action(feature, movable, 0, 0, 0, 0, 1, 1, seen, commonest(known), false);
        }
        double least = movable ? known[0] : 0;
        double most = movable ? known[known.length - 1] : 0;
        boolean whole = Arrays.stream(known).allMatch(value -> value == Math.rint(value));
        double usual = movable ? known[known.length / 2] : 0;
        return new Action(feature, movable, least, most, 0, whole ? 1 : 0, scale(known), 1, seen, usual, false);
    }

    boolean categorical() {
        return feature.type() == Feature.Type.CATEGORICAL;
    }

    Action fixed() {
        return new Action(feature, false, least, most, direction, step, scale, weight, reachable, usual, statable);
    }

    Action direction(int newDirection) {
        return new Action(feature, movable, least, most, newDirection, step, scale, weight, reachable, usual, statable);
    }

    Action within(double newLeast, double newMost) {
        return new Action(
                feature, movable, newLeast, newMost, direction, step, scale, weight, reachable, usual, statable);
    }

    Action step(double newStep) {
        return new Action(feature, movable, least, most, direction, newStep, scale, weight, reachable, usual, statable);
    }

    Action weight(double newWeight) {
        return new Action(feature, movable, least, most, direction, step, scale, newWeight, reachable, usual, statable);
    }

    Action reaching(BitSet categories) {
        return new Action(feature, movable, least, most, direction, step, scale, weight, categories, usual, statable);
    }

    Action stated() {
        return new Action(feature, movable, least, most, direction, step, scale, weight, reachable, usual, movable);
    }

    /** What a change is measured from: the value, or what is usual where it is missing. */
    double origin(double from) {
        return Double.isNaN(from) ? usual : from;
    }

    Action numeric() {
        if (categorical()) {
            throw InvalidInputException.of("feature " + feature.name(), "is categorical", "numeric");
        }
        return this;
    }

    /** Cost of a change: 1, and the distance; what is stated for the first time is the likelier true the more usual it is. */
    double cost(double from, double to) {
        if (Double.compare(from, to) == 0 || from == to) {
            return 0;
        }
        double origin = origin(from);
        double category = origin == to ? 0 : 1;
        return 1 + weight * (categorical() ? category : Math.abs(to - origin) / scale);
    }

    /** Whether a value can be reached from another. */
    boolean reaches(double from, double to) {
        if (from == to) {
            return true;
        }
        boolean missing = Double.isNaN(from);
        if (!movable || (missing && !statable)) {
            return false;
        }
        if (categorical()) {
            return to == Math.rint(to) && to >= 0 && reachable.get((int) to);
        }
        boolean way = missing || direction == 0 || (direction > 0 ? to > from : to < from);
        return way && to >= least && to <= most && (step == 0 || onStep(to));
    }

    /** The least value reached that is not below this one; greater than any double if there is none. */
    double up(double value) {
        double start = Math.max(value, least);
        double found = step == 0 ? start : Math.ceil(start / step) * step;
        if (found < start) {
            found += step;
        }
        return found <= most ? found : Double.POSITIVE_INFINITY;
    }

    /** The greatest value reached that is less than this one; less than any double if there is none. */
    double under(double value) {
        double start = Math.min(Math.nextDown(value), most);
        double found = step == 0 ? start : Math.floor(start / step) * step;
        if (found > start) {
            found -= step;
        }
        return found >= least ? found : Double.NEGATIVE_INFINITY;
    }

    private boolean onStep(double value) {
        return Math.rint(value / step) * step == value;
    }

    private static double commonest(double[] sorted) {
        double found = 0;
        int most = 0;
        for (int i = 0, run = 0; i < sorted.length; i++) {
            run = i > 0 && sorted[i] == sorted[i - 1] ? run + 1 : 1;
            if (run > most) {
                most = run;
                found = sorted[i];
            }
        }
        return found;
    }

    /** Median absolute deviation; where it is 0 the mean one; where that is 0 too, 1. */
    private static double scale(double[] sorted) {
        if (sorted.length == 0) {
            return 1;
        }
        double median = sorted[sorted.length / 2];
        double[] off = Arrays.stream(sorted)
                .map(value -> Math.abs(value - median))
                .sorted()
                .toArray();
        double middle = off[off.length / 2];
        if (middle > 0) {
            return middle;
        }
        double mean = Arrays.stream(off).sum() / off.length;
        return mean > 0 ? mean : 1;
    }
}
