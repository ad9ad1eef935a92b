package io.modelgovernance.core.rules;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.policy.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The inputs of a model that a program asks about by their names, bound to its slots: a number for a number, the name of
 * the category for a category. Immutable and thread-safe.
 */
public final class InputFacts {
    private final List<Bound> bound;

    private record Bound(Feature feature, int column, int slot) {
        void fill(FactRow row, double value) {
            if (feature.type() != Feature.Type.CATEGORICAL) {
                row.set(slot, value);
            } else if (value >= 0 && value < feature.categories().size()) {
                row.set(slot, feature.categories().get((int) value));
            }
        }
    }

    private InputFacts(List<Bound> bound) {
        this.bound = List.copyOf(bound);
    }

    /**
     * Binds them. A fact of a decision, such as {@code score}, is never an input; a fact that is neither stays unknown.
     *
     * @param program the program
     * @param schema the inputs
     * @return the inputs that the program declares as facts
     * @throws InvalidInputException if a fact is of another type than the input of its name
     */
    public static InputFacts of(RuleProgram program, FeatureSchema schema) {
        List<Bound> bound = new ArrayList<>();
        for (Fact fact : program.rules().facts()) {
            int column = schema.names().indexOf(fact.name());
            if (column < 0 || DecisionFacts.among(fact.name())) {
                continue;
            }
            Feature feature = schema.features().get(column);
            Fact.Type type = feature.type() == Feature.Type.CATEGORICAL ? Fact.Type.TEXT : Fact.Type.NUMBER;
            if (fact.type() != type) {
                throw InvalidInputException.of(
                        "fact " + fact.name() + " of " + program.rules().id(),
                        "is a " + fact.type(),
                        "a " + type + ", as the input of that name is " + feature.type());
            }
            bound.add(new Bound(feature, column, program.slot(fact.name())));
        }
        return new InputFacts(bound);
    }

    /**
     * Sets them from a row.
     *
     * @param row a row of the program
     * @param values values in schema order, NaN for a missing one, which is unknown; not modified
     */
    public void fill(FactRow row, double[] values) {
        for (int i = 0; i < bound.size(); i++) {
            Bound one = bound.get(i);
            one.fill(row, values[one.column()]);
        }
    }

    /**
     * Sets those that a record kept.
     *
     * @param row a row of the program
     * @param kept values by name; one that is not there is unknown
     */
    public void fill(FactRow row, Map<String, Double> kept) {
        for (Bound one : bound) {
            one.fill(row, kept.getOrDefault(one.feature().name(), Double.NaN));
        }
    }

    /**
     * The inputs bound.
     *
     * @return their names, in the order of the program's facts
     */
    public List<String> names() {
        return bound.stream().map(one -> one.feature().name()).toList();
    }
}
