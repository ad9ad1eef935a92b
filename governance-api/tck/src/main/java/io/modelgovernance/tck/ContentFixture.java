package io.modelgovernance.tck;

import io.modelgovernance.spi.ContentStore;

/**
 * What the author of a content store gives a suite: a fresh, empty store, and a second client of the same content.
 *
 * <p>A suite asks for a fixture once a test and closes it after the test.
 */
public interface ContentFixture extends AutoCloseable {
    /**
     * The store under test, empty at first.
     *
     * @return the same store at each call
     */
    ContentStore store();

    /**
     * A second client of the same content, as another process would have it. A store that cannot be shared returns
     * itself.
     *
     * @return another client
     */
    ContentStore again();

    @Override
    void close();
}
