package io.modelgovernance.inventory;

/**
 * A class that a regime puts a model in, such as high-risk under the EU AI Act; it stands beside the tier.
 *
 * @param regime the regime with its version, such as {@code eu-ai-act}
 * @param category the class there, such as {@code high-risk}
 * @param provision the provision that says so, such as {@code Annex III 5(b)}
 * @param basis why it applies here
 */
public record Classification(String regime, String category, String provision, String basis) {}
