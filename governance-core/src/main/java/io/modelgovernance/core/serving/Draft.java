package io.modelgovernance.core.serving;

import io.modelgovernance.explain.Attribution;
import io.modelgovernance.explain.ReasonCode;
import io.modelgovernance.serving.Call;
import io.modelgovernance.serving.Cause;
import io.modelgovernance.serving.Check;
import io.modelgovernance.serving.DecisionRecord.Kind;
import io.modelgovernance.serving.Outcome;
import io.modelgovernance.serving.RecordRule.WhenFull;
import io.modelgovernance.serving.Response;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call as it is being answered, and then its record as it waits to be written. First of the answering thread alone,
 * then handed over.
 */
final class Draft implements Handed {
    private static final Logger LOG = LoggerFactory.getLogger(Draft.class);

    private enum State {
        WAITING,
        TAKEN,
        WITHDRAWN
    }

    final Call call;
    final long number;
    final Instant at;
    Permit permit;
    double score = Double.NaN;
    double low = Double.NaN;
    double high = Double.NaN;
    Outcome outcome = Outcome.NONE;
    Kind kind = Kind.REFUSED;
    String fallback = "";
    List<Cause> causes;
    List<ReasonCode> reasons = List.of();

    @Nullable
    Attribution attribution;

    @Nullable
    Response worst;

    long nanos;

    @Nullable
    CompletableFuture<Void> stored;

    private final double[] rows;
    private final int from;
    private final int width;
    private double @Nullable [] row;
    private final @Nullable CaseCounter counter;
    private State state = State.WAITING;
    private boolean counted;

    Draft(Permit permit, Call call, double[] row, long number, Instant at, List<Cause> because) {
        this(permit, call, row, 0, row.length, number, at, because);
    }

    /** One of several rows that share an array, which nobody changes. */
    Draft(Permit permit, Call call, double[] rows, int from, int width, long number, Instant at, List<Cause> because) {
        this.permit = permit;
        this.counter = permit.counter();
        this.call = call;
        this.rows = rows;
        this.from = from;
        this.width = width;
        this.number = number;
        this.at = at;
        this.causes = because;
    }

    /** A draft of one row of this one's input, with what was found so far. */
    Draft ofRow(int begin, int length, long numbered) {
        Draft one = new Draft(permit, call, rows, begin, length, numbered, at, causes);
        one.worst = worst;
        return one;
    }

    /** The input, not to be changed. */
    double[] row() {
        double[] mine = row;
        if (mine == null) {
            mine = rows.length == width ? rows : Arrays.copyOfRange(rows, from, from + width);
            row = mine;
        }
        return mine;
    }

    /** Whether nothing at all can be wrong with the input; if not, it may still be fine. */
    boolean surelyFits() {
        return width == permit.envelope().box().width() && surelyFits(from);
    }

    /** The same of the row that begins at a place of the input. */
    boolean surelyFits(int begin) {
        return permit.envelope().box().holds(rows, begin);
    }

    /** Notes that a check did not pass. */
    void found(Cause cause, Response response) {
        List<Cause> more = new ArrayList<>(causes);
        more.add(cause);
        causes = more;
        if (worst == null || response.compareTo(worst) > 0) {
            worst = response;
        }
    }

    void found(Check check, String text, Response response) {
        found(new Cause(check, text), response);
    }

    /** Whether nothing found so far keeps the version from deciding. */
    boolean clear() {
        return worst == null || worst == Response.COUNT;
    }

    /** Another version's answer takes this one's place; what was found stays. */
    void become(Draft other) {
        permit = other.permit;
        score = other.score;
        low = other.low;
        high = other.high;
        outcome = other.outcome;
        reasons = other.reasons;
        attribution = other.attribution;
    }

    /** Rules decided: no model's score stands behind it. */
    void ruled(Outcome decided) {
        score = Double.NaN;
        low = Double.NaN;
        high = Double.NaN;
        outcome = decided;
        reasons = List.of();
        attribution = null;
    }

    /** Counts the row in the windows of the version that was asked, if that is watched; once, and no refusal's. */
    void seen(DecisionIds ids) {
        if (counter == null || counted || kind == Kind.REFUSED) {
            return;
        }
        counted = true;
        try {
            counter.count(this, ids);
        } catch (RuntimeException e) {
            LOG.warn("A row of {} is not counted: {}", permit.version().id(), e.getMessage());
        }
    }

    /** The score alone decides: nothing is the matter. */
    void decide(double sure) {
        score = sure;
        outcome = permit.rule().apply(sure);
        kind = outcome == Outcome.REFER ? Kind.REFERRED : Kind.SERVED;
    }

    @Override
    public Call call() {
        return call;
    }

    @Override
    public int size() {
        return 1;
    }

    @Override
    public Draft[] all() {
        return new Draft[] {this};
    }

    /** Whether nobody waits until it is stored, and it may not be left out: it may go with others. */
    boolean together() {
        return !permit.durable() && permit.recording().oneIn() <= 1;
    }

    /** Takes it for writing; false if it was withdrawn. */
    synchronized boolean take() {
        if (state == State.WAITING) {
            state = State.TAKEN;
        }
        return state == State.TAKEN;
    }

    /** Takes it back; false if it is being written already. */
    synchronized boolean withdraw() {
        if (state == State.WAITING) {
            state = State.WITHDRAWN;
        }
        return state == State.WITHDRAWN;
    }

    void written() {
        CompletableFuture<Void> waiting = stored;
        if (waiting != null) {
            waiting.complete(null);
        }
    }

    @Override
    public void failFast() {
        CompletableFuture<Void> waiting = stored;
        if (waiting != null && permit.recording().whenFull() == WhenFull.REFUSE) {
            waiting.completeExceptionally(new IOException("the store fails"));
        }
    }
}
