package io.modelgovernance.core.registry;

import java.util.Optional;

/**
 * What is recorded of a model as a whole.
 *
 * @param name its name
 * @param versions number of its versions so far
 * @param suspension why it is stopped, empty if it is not
 * @param suspendedBy who stopped it, empty text if nobody
 */
public record ModelState(String name, int versions, Optional<String> suspension, String suspendedBy) {}
