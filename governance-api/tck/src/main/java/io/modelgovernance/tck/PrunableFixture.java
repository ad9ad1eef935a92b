package io.modelgovernance.tck;

import io.modelgovernance.spi.PrunableContentStore;

/** What the author of a content store gives a suite, from which content can be removed. */
public interface PrunableFixture extends ContentFixture {
    @Override
    PrunableContentStore store();

    @Override
    PrunableContentStore again();

    /** Lets at least ten seconds pass on the storage's clock, without waiting for them. */
    void later();
}
