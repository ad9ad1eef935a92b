package io.modelgovernance.serving;

import io.modelgovernance.Decision;
import io.modelgovernance.Verdict;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * A governed model that takes an application's own record class. Thread-safe.
 *
 * @param <R> the record class
 */
public interface TypedModel<R extends Record> {
    /**
     * Decides one case.
     *
     * @param call who asks and what for
     * @param input the case
     * @return the decision, recorded
     * @throws io.modelgovernance.RefusedException if there is none
     * @throws io.modelgovernance.InvalidInputException if the values do not fit the schema
     */
    Decision decide(Call call, R input);

    /**
     * Answers a call, whatever the answer is.
     *
     * @param call who asks and what for
     * @param input the case
     * @return a recorded decision or a refusal
     */
    Verdict judge(Call call, R input);

    /**
     * Answers a call without ever holding the calling thread.
     *
     * @param call who asks and what for
     * @param input the case
     * @return as {@link io.modelgovernance.GovernedModel#judgeLater}
     */
    CompletionStage<Verdict> judgeLater(Call call, R input);

    /**
     * Answers many calls at once.
     *
     * @param call who asks and what for
     * @param inputs the cases
     * @return one verdict a case, in order
     */
    List<Verdict> judgeAll(Call call, List<R> inputs);
}
