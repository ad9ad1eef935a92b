package io.modelgovernance.lineage;

import io.modelgovernance.AsOf;
import io.modelgovernance.InvalidInputException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A question to the lineage: from which node, which way, how far, as of when.
 *
 * <p>Immutable, every method returns another; thread-safe if its predicates are.
 */
public final class Trace {
    private final Node start;
    private final Direction direction;
    private TraceBounds bounds = TraceBounds.USUAL;
    private Predicate<Node> within = node -> true;
    private Predicate<Node> stopAt = node -> false;
    private AsOf asOf = AsOf.now();
    private Optional<AsOf> since = Optional.empty();
    private boolean withdrawn;
    private boolean bordered;

    private Trace(Node start, Direction direction) {
        this.start = start;
        this.direction = direction;
    }

    private Trace(Trace other) {
        this(other.start, other.direction);
        bounds = other.bounds;
        within = other.within;
        stopAt = other.stopAt;
        asOf = other.asOf;
        since = other.since;
        withdrawn = other.withdrawn;
        bordered = other.bordered;
    }

    /**
     * What a node came from.
     *
     * @param node where to begin
     * @return the question
     */
    public static Trace upstream(Node node) {
        return new Trace(node, Direction.UPSTREAM);
    }

    /**
     * What a node went into.
     *
     * @param node where to begin
     * @return the question
     */
    public static Trace downstream(Node node) {
        return new Trace(node, Direction.DOWNSTREAM);
    }

    /**
     * Everything connected with a node, whichever way.
     *
     * @param node where to begin
     * @return the question
     */
    public static Trace around(Node node) {
        return new Trace(node, Direction.BOTH);
    }

    /**
     * Goes at most so many steps.
     *
     * @param steps at least 1
     * @return a question with that limit
     * @throws InvalidInputException if below 1
     */
    public Trace depth(int steps) {
        Trace other = new Trace(this);
        other.bounds = new TraceBounds(steps, bounds.limit(), bounds.patience());
        return other;
    }

    /**
     * Reaches at most so many nodes, nearest first.
     *
     * @param nodes at least 1; {@value TraceBounds#LIMIT} if not set
     * @return a question with that limit
     * @throws InvalidInputException if below 1
     */
    public Trace limit(int nodes) {
        Trace other = new Trace(this);
        other.bounds = new TraceBounds(bounds.depth(), nodes, bounds.patience());
        return other;
    }

    /**
     * Gives up after a while, asked between two questions to the storage; the answer so far is then truncated.
     *
     * @param time by the clock of the governance, at least 0
     * @return a question with that limit
     * @throws InvalidInputException if negative
     */
    public Trace giveUpAfter(Duration time) {
        Trace other = new Trace(this);
        other.bounds = new TraceBounds(bounds.depth(), bounds.limit(), time);
        return other;
    }

    /**
     * Enters only some nodes; the others are neither reached nor passed. The start is not asked about.
     *
     * @param allowed true for a node that may be entered
     * @return a question with that border
     */
    public Trace within(Predicate<Node> allowed) {
        Trace other = new Trace(this);
        other.within = allowed;
        other.bordered = true;
        return other;
    }

    /**
     * Goes no further at some nodes; they are reached but not passed. The start is not asked about.
     *
     * @param border true for a node to stop at
     * @return a question with that border
     */
    public Trace stopAt(Predicate<Node> border) {
        Trace other = new Trace(this);
        other.stopAt = border;
        other.bordered = true;
        return other;
    }

    /**
     * As the lineage was recorded by then.
     *
     * @param moment when; now if not set
     * @return a question about that moment
     */
    public Trace asOf(AsOf moment) {
        Trace other = new Trace(this);
        other.asOf = moment;
        return other;
    }

    /**
     * Only by edges recorded after a moment: with {@link #asOf} what was added between two times.
     *
     * @param moment edges recorded by then, inclusive, are left out
     * @return a question about what came later
     */
    public Trace since(AsOf moment) {
        Trace other = new Trace(this);
        other.since = Optional.of(moment);
        return other;
    }

    /**
     * Cumulative: also by edges that were {@linkplain LineageGraph#withdraw withdrawn} by then.
     *
     * @return a question about all that was ever said
     */
    public Trace cumulative() {
        Trace other = new Trace(this);
        other.withdrawn = true;
        return other;
    }

    /**
     * Where it begins.
     *
     * @return the start
     */
    public Node start() {
        return start;
    }

    /**
     * Which way it goes.
     *
     * @return the direction
     */
    public Direction direction() {
        return direction;
    }

    /**
     * How much it may cost.
     *
     * @return the bounds
     */
    public TraceBounds bounds() {
        return bounds;
    }

    /**
     * Whether it enters a node.
     *
     * @param node the node
     * @return true if it may be reached
     */
    public boolean enters(Node node) {
        return within.test(node);
    }

    /**
     * Whether it goes on from a node.
     *
     * @param node the node
     * @return true if it may be passed
     */
    public boolean passes(Node node) {
        return node.equals(start) || !stopAt.test(node);
    }

    /**
     * Whether it has a border: {@link #within} or {@link #stopAt} was called.
     *
     * @return false if it enters and passes every node
     */
    public boolean isBordered() {
        return bordered;
    }

    /**
     * When it is asked about.
     *
     * @return the moment
     */
    public AsOf moment() {
        return asOf;
    }

    /**
     * After when its edges were recorded.
     *
     * @return the moment, or empty for all of them
     */
    public Optional<AsOf> since() {
        return since;
    }

    /**
     * Whether it goes by withdrawn edges too.
     *
     * @return true if it is cumulative
     */
    public boolean isCumulative() {
        return withdrawn;
    }
}
