package io.modelgovernance.core.files;

import io.modelgovernance.inmemory.SettableClock;
import io.modelgovernance.tck.PrunableContentContract;
import io.modelgovernance.tck.PrunableFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.io.TempDir;

class FileContentContractTest extends PrunableContentContract {
    @TempDir
    private Path root;

    private int fixtures;

    @Override
    protected PrunableFixture contentFixture() {
        Path directory = root.resolve("store-" + fixtures++);
        SettableClock clock = SettableClock.at(Instant.parse("2026-03-01T10:00:00Z"));
        FileContentStore store = FileContentStore.in(directory, clock);
        return new PrunableFixture() {
            @Override
            public FileContentStore store() {
                return store;
            }

            @Override
            public FileContentStore again() {
                return FileContentStore.in(directory, clock);
            }

            @Override
            public void later() {
                clock.advance(Duration.ofSeconds(10));
            }

            @Override
            public void close() {}
        };
    }
}
