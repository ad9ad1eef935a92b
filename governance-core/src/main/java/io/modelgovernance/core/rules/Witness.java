package io.modelgovernance.core.rules;

import io.modelgovernance.policy.Fact;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for facts under which some conditions hold and others do not, by trying the cells of one fact after the other and
 * giving up a branch as soon as it cannot. Complete unless it runs out of steps. Used once, by one thread.
 */
final class Witness {
    /** How the search ended. */
    enum Answer {
        FOUND,
        NONE,
        OUT_OF_STEPS
    }

    /**
     * A demand.
     *
     * @param condition the condition
     * @param may whether the unknown counts as holding
     * @param holds whether it is to hold or not
     */
    record Demand(Condition condition, boolean may, boolean holds) {}

    private final List<Demand> demands;
    private final int[] order;
    private final double[][] cells;
    private final Partial facts;
    private int steps;

    Witness(List<Fact> facts, List<Demand> demands, int steps) {
        this.demands = demands;
        this.steps = steps;
        Set<Integer> used = new LinkedHashSet<>();
        demands.forEach(demand -> slots(demand.condition(), used));
        this.order = used.stream().mapToInt(Integer::intValue).toArray();
        this.cells = new double[facts.size()][];
        List<Condition> conditions = demands.stream().map(Demand::condition).toList();
        for (int slot : order) {
            cells[slot] = Cells.of(facts.get(slot), slot, conditions);
        }
        this.facts = new Partial(facts.size());
    }

    Answer search() {
        return search(0);
    }

    private Answer search(int depth) {
        if (steps-- <= 0) {
            return Answer.OUT_OF_STEPS;
        }
        boolean open = false;
        for (Demand demand : demands) {
            Optional<Boolean> holds = facts.holds(demand.condition(), demand.may());
            if (holds.isPresent() && holds.get() != demand.holds()) {
                return Answer.NONE;
            }
            open |= holds.isEmpty();
        }
        if (!open) {
            return Answer.FOUND;
        }
        int slot = order[depth];
        boolean whole = true;
        for (double cell : cells[slot]) {
            facts.tell(slot, cell);
            Answer answer = search(depth + 1);
            if (answer == Answer.FOUND) {
                return answer;
            }
            whole &= answer == Answer.NONE;
        }
        facts.takeBack(slot);
        return whole ? Answer.NONE : Answer.OUT_OF_STEPS;
    }

    private static void slots(Condition condition, Set<Integer> used) {
        if (condition instanceof Condition.Test) {
            used.add(((Condition.Test) condition).slot());
        } else if (condition instanceof Condition.Not) {
            slots(((Condition.Not) condition).part(), used);
        } else {
            List<Condition> parts = condition instanceof Condition.All
                    ? ((Condition.All) condition).parts()
                    : ((Condition.Any) condition).parts();
            parts.forEach(part -> slots(part, used));
        }
    }
}
