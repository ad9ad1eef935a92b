package io.modelgovernance.samples.quickstart;

import java.nio.file.Path;

/** One page's example. */
@FunctionalInterface
public interface Example {
    /**
     * Runs it; what it prints stands on the page.
     *
     * @param directory an empty directory to work in
     * @throws Exception if the example is wrong
     */
    void run(Path directory) throws Exception;
}
