package io.modelgovernance.registry;

import java.util.Optional;

/**
 * One thing in which two versions, or two moments, differ.
 *
 * @param path what differs, such as {@code metrics.auc.value}
 * @param before its value in the first, as JSON, if it has one
 * @param after its value in the second, as JSON, if it has one
 */
public record Difference(String path, Optional<String> before, Optional<String> after) {}
