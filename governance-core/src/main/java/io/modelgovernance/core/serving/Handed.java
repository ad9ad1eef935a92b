package io.modelgovernance.core.serving;

import io.modelgovernance.serving.Call;

/** What is handed over to be written: the draft of one answer, or those of the rows of one call together. */
sealed interface Handed permits Draft, Drafts {
    /** The call that it answers. */
    Call call();

    /** How many drafts. */
    int size();

    /** The drafts in order, the same ones whenever it is asked. Not to be changed. */
    Draft[] all();

    /** The store fails: callers who would rather be refused than wait are told. */
    void failFast();
}
