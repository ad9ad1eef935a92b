package io.modelgovernance.core.exchange;

import io.modelgovernance.StoreException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/**
 * Appends OpenLineage events to a file, a line each, for a shipper to pick up. Thread-safe within one process.
 */
public final class OpenLineageFile implements Consumer<OpenLineageEvent> {
    private final Path file;

    /**
     * Creates it.
     *
     * @param file where to; made if it is not there, its directory must be
     */
    public OpenLineageFile(Path file) {
        this.file = file;
    }

    /**
     * Appends an event.
     *
     * @param event the event
     * @throws StoreException if it could not be written; part of its line may have been
     */
    @Override
    public synchronized void accept(OpenLineageEvent event) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        line.writeBytes(event.toJson());
        line.write('\n');
        try {
            Files.write(file, line.toByteArray(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new StoreException(
                    StoreException.Outcome.UNKNOWN,
                    "The file (" + file
                            + ") for lineage events must be writable. Maybe its directory is missing or full.",
                    e);
        }
    }
}
