package io.modelgovernance.core.rules;

import java.util.List;
import java.util.Optional;

/** Facts of which only some are told: whether a condition holds may follow from these already. */
final class Partial {
    private final double[] values;
    private final boolean[] told;

    Partial(int facts) {
        this.values = new double[facts];
        this.told = new boolean[facts];
    }

    /** Tells a fact; NaN says that it is unknown. */
    void tell(int slot, double value) {
        values[slot] = value;
        told[slot] = true;
    }

    void takeBack(int slot) {
        told[slot] = false;
    }

    /**
     * Whether a condition holds.
     *
     * @param condition the condition
     * @param may whether the unknown counts as holding
     * @return empty as long as it depends on facts that are not told
     */
    Optional<Boolean> holds(Condition condition, boolean may) {
        if (condition instanceof Condition.Test) {
            Condition.Test test = (Condition.Test) condition;
            return told[test.slot()] ? Optional.of(test(test, values[test.slot()], may)) : Optional.empty();
        } else if (condition instanceof Condition.Not) {
            return holds(((Condition.Not) condition).part(), !may).map(inner -> !inner);
        } else if (condition instanceof Condition.All) {
            return joined(((Condition.All) condition).parts(), may, false);
        }
        return joined(((Condition.Any) condition).parts(), may, true);
    }

    /** One part that decides is enough. */
    private Optional<Boolean> joined(List<Condition> parts, boolean may, boolean decides) {
        boolean open = false;
        for (Condition part : parts) {
            Optional<Boolean> holds = holds(part, may);
            if (holds.isPresent() && holds.get() == decides) {
                return holds;
            }
            open |= holds.isEmpty();
        }
        return open ? Optional.empty() : Optional.of(!decides);
    }

    private static boolean test(Condition.Test test, double value, boolean may) {
        if (Double.isNaN(value)) {
            return test.op() != Condition.Op.EXISTS && may;
        }
        double constant = test.constants().isEmpty() ? 0 : test.constants().get(0);
        return switch (test.op()) {
            case LESS -> value < constant;
            case AT_MOST -> value <= constant;
            case GREATER -> value > constant;
            case AT_LEAST -> value >= constant;
            case EQUAL -> value == constant;
            case DIFFERENT -> value != constant;
            case IN -> test.constants().stream().anyMatch(member -> member == value);
            case EXISTS -> true;
        };
    }
}
