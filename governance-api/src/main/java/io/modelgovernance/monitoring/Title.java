package io.modelgovernance.monitoring;

/** How a rule, a figure and an alert of it are called alike. */
final class Title {
    private Title() {}

    /** Such as {@code missing of income in young}. */
    static String of(String rule, String feature, String segment) {
        return rule + (feature.isEmpty() ? "" : " of " + feature) + (segment.isEmpty() ? "" : " in " + segment);
    }
}
