package io.modelgovernance;

import io.modelgovernance.registry.VersionId;
import io.modelgovernance.serving.Call;
import io.modelgovernance.serving.DecisionRecord;
import io.modelgovernance.serving.Tally;
import io.modelgovernance.serving.TypedModel;
import io.modelgovernance.spi.PrunableObservationStore;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A model as an application calls it: it decides only if it may.
 *
 * <p>The decision path reads one immutable view that is refreshed off the path; it never waits for the store, except
 * to make a decision of a strict tier durable. Thread-safe. Closing stores what is waiting.
 */
public interface GovernedModel extends AutoCloseable {
    /**
     * Decides one case.
     *
     * @param caller on whose behalf
     * @param purpose what for; must be one the version was approved for
     * @param row features in schema order, NaN is missing; not modified
     * @return the decision, recorded
     * @throws RefusedException if the model may not decide now, for this purpose, or its record cannot be kept
     * @throws InvalidInputException if the row does not fit the schema
     */
    Decision decide(Actor caller, String purpose, double[] row);

    /**
     * Decides one case given by name.
     *
     * @param caller on whose behalf
     * @param purpose what for
     * @param values values by feature name
     * @return the decision, recorded
     * @throws RefusedException as {@link #decide(Actor, String, double[])}
     * @throws InvalidInputException if the values do not fit the schema
     */
    Decision decide(Actor caller, String purpose, Map<String, ?> values);

    /**
     * Answers a call, whatever the answer is.
     *
     * @param call who asks and what for
     * @param row features in schema order, NaN is missing; not modified
     * @return a recorded decision, or a refusal with its causes; a row that does not fit the schema is refused
     */
    Verdict judge(Call call, double[] row);

    /**
     * Answers a call without ever holding the calling thread, as event loops and reactive streams need it. The call is
     * judged on this thread. What its tier waits for (a record that is stored first, room for it, a view that is
     * confirmed) is waited for by nobody: the answer comes on another thread then. Only a fallback to another governed
     * model is asked as {@link #judge(Call, double[])} asks it.
     *
     * @param call who asks and what for
     * @param row features in schema order, NaN is missing; not modified
     * @return what {@link #judge(Call, double[])} would have answered, within the same time; done already where nothing
     *     is to be waited for. Of a view that joins a transaction it is done always, for the transaction is the calling
     *     thread's
     */
    CompletionStage<Verdict> judgeLater(Call call, double[] row);

    /**
     * Answers many calls at once: one view of the registry and one call of the scorer.
     *
     * @param call who asks and what for
     * @param rows row-major features in schema order; not modified
     * @return one verdict a row, in order
     * @throws InvalidInputException if the length is not a multiple of the schema's size
     */
    List<Verdict> judgeAll(Call call, double[] rows);

    /**
     * The same model, asked with a record class of the application's.
     *
     * @param type a record with a component for each feature: a number, a truth value, an enum or a text for a category;
     *     null is missing
     * @param access lookup that can see the record's accessors, such as {@code MethodHandles.lookup()}
     * @param <R> the record class
     * @return the typed model; closing is for this one
     * @throws InvalidInputException if the components do not match the features
     */
    <R extends Record> TypedModel<R> typed(Class<R> type, MethodHandles.Lookup access);

    /**
     * The same model, whose decisions are recorded within transactions of the application's: the record of a decision
     * and what the application does about it commit or roll back together.
     *
     * <p>Every decision is recorded, on the caller's thread, whatever its tier's rule says of sampling and waiting; a
     * rollback takes it back as if it had not been made. It has an id at once, {@link #record} finds it as soon as it
     * is committed, and it is sealed with the next flush after that. Refusals are recorded outside the transaction.
     *
     * @param transaction a view of governance's own store of observations that writes within the transaction, such as
     *     one of the JDBC backend's; of one transaction, or of whichever the calling thread is in
     * @return a view of this model, no more thread-safe than what it was given. A decision through it throws the
     *     {@link StoreException} of a failed write; closing it does nothing
     * @throws UnsupportedOperationException if governance's store cannot remove observations
     */
    GovernedModel joining(PrunableObservationStore transaction);

    /**
     * What became of the records of this process's decisions.
     *
     * @return the counts now
     */
    Tally tally();

    /**
     * The version that may decide now, checked as a decision would check it.
     *
     * @return the version
     * @throws RefusedException if none may
     */
    VersionId permitted();

    /** Reads the registry now, instead of at the next refresh. */
    void refresh();

    /**
     * Stores the records that wait and seals them into the audit log.
     *
     * @return how many decisions were sealed
     */
    int flush();

    /**
     * Finds the record of a decision.
     *
     * @param decisionId its id
     * @return the record, or empty if there is none or it waits to be stored
     */
    Optional<DecisionRecord> record(String decisionId);

    /**
     * Whether an input is the one a recorded decision was made on.
     *
     * @param record the record
     * @param row the input in schema order
     * @return true if the commitment matches
     */
    boolean matches(DecisionRecord record, double[] row);

    @Override
    void close();
}
