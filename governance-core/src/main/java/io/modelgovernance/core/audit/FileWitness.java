package io.modelgovernance.core.audit;

import io.modelgovernance.ConflictException;
import io.modelgovernance.audit.Checkpoint;
import io.modelgovernance.audit.Witness;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps every head it is shown in a file that only grows, to be put where those who keep the log cannot write: another
 * machine's share, a medium that is written once. It judges nothing and signs nothing. Thread-safe.
 */
public final class FileWitness implements Witness {
    private final Path file;
    private final FileHeadMemory memory;

    private FileWitness(Path file) {
        this.file = file;
        this.memory = FileHeadMemory.of(file);
    }

    /**
     * A witness of a file.
     *
     * @param file the file, made when the first head comes
     * @return the witness
     */
    public static FileWitness of(Path file) {
        return new FileWitness(file);
    }

    @Override
    public String name() {
        return "file " + file.getFileName();
    }

    @Override
    public Optional<String> show(Checkpoint head, Growth growth) {
        if (!memory.advance(head.origin(), memory.last(head.origin()), head.note())) {
            throw new ConflictException(
                    "memory of heads", "Another head of " + head.origin() + " came at the same time. Maybe try again.");
        }
        return Optional.empty();
    }
}
