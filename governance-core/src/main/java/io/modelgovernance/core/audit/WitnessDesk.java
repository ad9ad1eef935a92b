package io.modelgovernance.core.audit;

import io.modelgovernance.ConflictException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.audit.Checkpoint;
import io.modelgovernance.audit.ConsistencyProof;
import io.modelgovernance.audit.HeadMemory;
import io.modelgovernance.audit.Signer;
import io.modelgovernance.audit.VerifierKey;
import io.modelgovernance.audit.Witness;
import io.modelgovernance.core.merkle.Proofs;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * A witness: it remembers the last head of each log it knows, and cosigns a new one only if that log's key signed it and
 * it is proved to continue the last.
 *
 * <p>Run it where those who keep the log have no rights. As a {@link Witness} it serves logs of its own process; behind
 * an HTTP server, {@link HttpWitness} speaks to it. Thread-safe.
 */
public final class WitnessDesk implements Witness {
    private final Signer signer;
    private final HeadMemory memory;
    private final Map<String, VerifierKey> logs;
    private final Clock clock;

    /**
     * A witness.
     *
     * @param signer the witness's own key
     * @param memory where it remembers heads
     * @param logs the key of each log it vouches for, by the log's name
     * @param clock time of cosignatures
     */
    public WitnessDesk(Signer signer, HeadMemory memory, Map<String, VerifierKey> logs, Clock clock) {
        this.signer = signer;
        this.memory = memory;
        this.logs = Map.copyOf(logs);
        this.clock = clock;
    }

    @Override
    public String name() {
        return signer.name();
    }

    /**
     * The size of the last head it saw of a log.
     *
     * @param origin name of the log
     * @return 0 if it saw none
     */
    public long seen(String origin) {
        return memory.last(origin).map(note -> SignedNote.read(note).size()).orElse(0L);
    }

    @Override
    public Optional<String> show(Checkpoint head, Growth growth) {
        VerifierKey key = logs.get(head.origin());
        if (key == null) {
            throw InvalidInputException.of("log", "is " + head.origin(), "one of " + logs.keySet());
        }
        Checkpoint shown = SignedNote.open(head.note(), key);
        Optional<String> last = memory.last(shown.origin());
        last.map(SignedNote::read).ifPresent(seen -> requireContinued(seen, shown, growth));
        if (!memory.advance(shown.origin(), last, shown.note())) {
            throw new ConflictException(
                    "memory of heads",
                    "Another head of " + shown.origin() + " came at the same time. Maybe try again.");
        }
        return Optional.of(Note.parse("checkpoint", shown.note()).cosign(signer, clock.instant()));
    }

    private static void requireContinued(Checkpoint seen, Checkpoint shown, Growth growth) {
        boolean continues;
        if (seen.size() > shown.size()) {
            continues = false;
        } else if (seen.size() == shown.size()) {
            continues = seen.root().equals(shown.root());
        } else if (seen.size() == 0) {
            continues = true;
        } else {
            ConsistencyProof proof = growth.from(seen.size());
            continues = proof.from() == seen.size()
                    && proof.to() == shown.size()
                    && Proofs.holds(proof, seen.root(), shown.root());
        }
        if (!continues) {
            throw InvalidInputException.of(
                    "head of " + shown.origin() + " of size " + shown.size(),
                    "does not continue the one of size " + seen.size() + " seen before",
                    "a head that does; the log was rolled back, rewritten or forked");
        }
    }
}
