package io.modelgovernance.core.bundle;

/** Which model the subject of an entry names, where the act wrote no record: a refusal is history too. */
final class Subjects {
    private Subjects() {}

    static boolean concern(String subject, String model) {
        for (String one : subject.split(", ", -1)) {
            if (one.equals(model) || one.startsWith(model + ":") || one.endsWith(" of " + model)) {
                return true;
            }
        }
        return false;
    }
}
