package io.modelgovernance.registry;

/**
 * A record of another registry, as it was there.
 *
 * @param scope its scope, such as {@code model/credit-risk}
 * @param kind its kind, such as {@code request}
 * @param id its id
 * @param from the position in the origin's journal of the entry that wrote it
 * @param json its body, canonical JSON
 */
public record ForeignRecord(String scope, String kind, String id, long from, String json) {}
