package io.modelgovernance.lineage;

import io.modelgovernance.Estimate;
import io.modelgovernance.registry.Candidate;
import java.nio.file.Path;

/**
 * A piece of work being recorded: what it read, with which code and parameters, and what it produced.
 *
 * <p>Use with try-with-resources. Closing records the run as finished in one act; a run that was never closed stays on
 * record as started, which is the truth about a process that died. {@link #fail} marks it failed. Not thread-safe.
 */
public interface Run extends AutoCloseable {
    /**
     * The run's id.
     *
     * @return its id
     */
    String id();

    /**
     * Records an input.
     *
     * @param dataset a dataset version that was recorded
     * @return this
     */
    Run reads(DatasetVersion dataset);

    /**
     * Records a dataset version that this run makes. It comes on record when the run is closed, with the run as where it
     * came from; closing is refused if that name and version are on record with another digest, or if the run read what
     * was made from it.
     *
     * @param dataset what it makes
     * @return this
     */
    Run writes(DatasetVersion dataset);

    /**
     * Records the code.
     *
     * @param commit commit id or build version
     * @return this
     */
    Run code(String commit);

    /**
     * Records a parameter.
     *
     * @param name its name
     * @param value its value, as text
     * @return this
     */
    Run parameter(String name, Object value);

    /**
     * Records a measured figure.
     *
     * @param name its name
     * @param value the figure
     * @return this
     */
    Run metric(String name, Estimate value);

    /**
     * Declares model files that this run made.
     *
     * @param files the files
     * @return a candidate for registration, bound to this run, with its parameters and figures so far
     */
    Candidate produced(Path... files);

    /**
     * Marks the run as failed; it is recorded so when closed.
     *
     * @param why in a few words
     */
    void fail(String why);

    /** Records the end of the run. */
    @Override
    void close();
}
