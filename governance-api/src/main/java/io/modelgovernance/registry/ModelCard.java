package io.modelgovernance.registry;

import java.util.List;

/**
 * What people should know about a model before they rely on it.
 *
 * @param overview what it does, for whom
 * @param owner who answers for it
 * @param uses what it is meant for
 * @param limitations where it must not be trusted
 * @param considerations ethical and legal considerations
 */
public record ModelCard(
        String overview, String owner, List<String> uses, List<String> limitations, List<String> considerations) {
    /** Copies the lists. */
    public ModelCard {
        uses = List.copyOf(uses);
        limitations = List.copyOf(limitations);
        considerations = List.copyOf(considerations);
    }
}
