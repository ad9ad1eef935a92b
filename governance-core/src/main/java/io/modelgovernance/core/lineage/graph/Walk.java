package io.modelgovernance.core.lineage.graph;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.lineage.Direction;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;

/**
 * How far a question goes: everything upstream, three steps downstream, up to the border of a department.
 *
 * <p>Breadth first, without recursion; takes one bit a node of the graph and four bytes a node reached. The same walk of
 * the same graph gives the same answer. Immutable, every method returns another walk; thread-safe if its predicates are.
 */
public final class Walk {
    private static final int LOOK_UP = 1 << 12;

    private final Direction direction;
    private final int depth;
    private final int limit;
    private final IntPredicate within;
    private final IntPredicate stopAt;
    private final BooleanSupplier enough;

    private Walk(
            Direction direction,
            int depth,
            int limit,
            IntPredicate within,
            IntPredicate stopAt,
            BooleanSupplier enough) {
        this.direction = direction;
        this.depth = depth;
        this.limit = limit;
        this.within = within;
        this.stopAt = stopAt;
        this.enough = enough;
    }

    /**
     * A walk without limits.
     *
     * @param direction which way
     * @return the walk
     */
    public static Walk of(Direction direction) {
        return new Walk(direction, Integer.MAX_VALUE, Integer.MAX_VALUE, node -> true, node -> false, () -> false);
    }

    /**
     * Goes at most so many steps.
     *
     * @param steps at least 0
     * @return a walk with that limit
     * @throws InvalidInputException if negative
     */
    public Walk depth(int steps) {
        return new Walk(direction, atLeastZero("depth", steps), limit, within, stopAt, enough);
    }

    /**
     * Reaches at most so many nodes, the nearest ones.
     *
     * @param nodes at least 0
     * @return a walk with that limit
     * @throws InvalidInputException if negative
     */
    public Walk limit(int nodes) {
        return new Walk(direction, depth, atLeastZero("limit", nodes), within, stopAt, enough);
    }

    /**
     * Enters only some nodes; the others are neither reached nor passed. The start is not asked about.
     *
     * @param allowed true for a node that may be entered; asked at most once an edge
     * @return a walk with that border
     */
    public Walk within(IntPredicate allowed) {
        return new Walk(direction, depth, limit, allowed, stopAt, enough);
    }

    /**
     * Goes no further at some nodes; they are reached but not passed. The start is not asked about.
     *
     * @param border true for a node to stop at
     * @return a walk with that border
     */
    public Walk stopAt(IntPredicate border) {
        return new Walk(direction, depth, limit, within, border, enough);
    }

    /**
     * Gives up when told to, such as when a deadline has passed; the answer so far is then truncated.
     *
     * @param tired asked every few thousand nodes
     * @return a walk with that limit
     */
    public Walk until(BooleanSupplier tired) {
        return new Walk(direction, depth, limit, within, stopAt, tired);
    }

    /**
     * Walks.
     *
     * @param graph the graph
     * @param starts where to begin, all at once; at least one
     * @return what was reached, without the starts
     * @throws InvalidInputException if there is no start or a start is not a node
     */
    public Reached in(CompactGraph graph, int... starts) {
        if (starts.length == 0) {
            throw InvalidInputException.of("list of starts", "is empty", "at least one node");
        }
        Course course = new Course(graph.nodes());
        for (int start : starts) {
            if (course.seen.add(graph.require(start))) {
                course.queue.add(start);
            }
        }
        int begun = course.queue.size();
        int level = 0;
        for (int head = 0; head < course.queue.size() && !course.truncated; level++) {
            int end = course.queue.size();
            if (level > 0) {
                course.levels.add(head - begun);
            }
            for (; head < end && !course.truncated; head++) {
                int node = course.queue.get(head);
                if (head % LOOK_UP == LOOK_UP - 1 && enough.getAsBoolean()) {
                    course.truncated = true;
                } else if (level == 0 || !stopAt.test(node)) {
                    expand(graph, course, node, level, begun);
                }
            }
        }
        return new Reached(course.queue.from(begun), course.levels.toArray(), course.truncated || course.cut);
    }

    private void expand(CompactGraph graph, Course course, int node, int level, int begun) {
        if (direction != Direction.DOWNSTREAM) {
            expand(graph.in(), course, node, level, begun);
        }
        if (direction != Direction.UPSTREAM) {
            expand(graph.out(), course, node, level, begun);
        }
    }

    private void expand(Adjacency side, Course course, int node, int level, int begun) {
        int last = side.first(node + 1);
        for (int i = side.first(node); i < last; i++) {
            int next = side.end(i);
            if (course.seen.has(next) || !within.test(next)) {
                continue;
            }
            if (level >= depth) {
                course.cut = true;
            } else if (course.queue.size() - begun >= limit) {
                course.truncated = true;
                return;
            } else {
                course.seen.add(next);
                course.queue.add(next);
            }
        }
    }

    private static int atLeastZero(String what, int value) {
        if (value < 0) {
            throw InvalidInputException.of(what, "is " + value, "at least 0");
        }
        return value;
    }

    /** One walk under way. */
    private static final class Course {
        private final Marks seen;
        private final IntList queue = new IntList();
        private final IntList levels = new IntList();
        private boolean truncated;
        private boolean cut;

        Course(int nodes) {
            seen = new Marks(nodes);
        }
    }
}
