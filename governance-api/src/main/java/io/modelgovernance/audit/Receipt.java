package io.modelgovernance.audit;

import java.util.Optional;

/**
 * How safe something recorded is by now.
 *
 * @param reached the highest acknowledgement so far
 * @param position the entry that holds it or seals it; empty while it is only durable
 * @param anchor the head that covers it; empty unless it is anchored
 */
public record Receipt(Acknowledgement reached, Optional<Long> position, Optional<Checkpoint> anchor) {}
