package io.modelgovernance.explain;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What applicants are told about each feature, in one language.
 *
 * <p>A versioned map from feature to reason; features may share a code, then they are one reason. Immutable and
 * thread-safe.
 *
 * @param version version of the wording, kept with every decision that uses it
 * @param language language tag of the texts, such as {@code "en"}
 * @param byFeature the reason a feature stands for, by its name; sorted by name
 */
public record ReasonDictionary(String version, String language, Map<String, Entry> byFeature) {
    /**
     * One reason.
     *
     * @param code code of the reason, such as {@code "R04"}
     * @param text what the applicant is told; not blank
     */
    public record Entry(String code, String text) {
        /**
         * Checks.
         *
         * @throws InvalidInputException if the code is no label or the text is blank
         */
        public Entry {
            Names.requireLabel("reason code", code);
            if (text.isBlank()) {
                throw InvalidInputException.of("text of reason " + code, "is blank", "what the applicant is told");
            }
        }
    }

    /**
     * Checks and copies.
     *
     * @throws InvalidInputException if the version or language is no label, or one code has two texts
     */
    public ReasonDictionary {
        Names.requireLabel("version of reason dictionary", version);
        Names.requireLabel("language of reason dictionary", language);
        SortedMap<String, Entry> sorted = new TreeMap<>(byFeature);
        Map<String, String> texts = new HashMap<>();
        for (Entry entry : sorted.values()) {
            String other = texts.putIfAbsent(entry.code(), entry.text());
            if (other != null && !other.equals(entry.text())) {
                throw InvalidInputException.of("reason " + entry.code(), "has two texts", "one text a code");
            }
        }
        byFeature = Collections.unmodifiableSortedMap(sorted);
    }

    /**
     * The same reasons in this dictionary's words, for a notice in another language than that of the record.
     *
     * @param reasons reasons of a dictionary of the same version in any language
     * @return them in the same order, text and language changed
     * @throws InvalidInputException if a reason is of a dictionary of another version, or its code is unknown here
     */
    public List<ReasonCode> translate(List<ReasonCode> reasons) {
        Map<String, String> texts = new HashMap<>();
        byFeature.values().forEach(entry -> texts.put(entry.code(), entry.text()));
        List<ReasonCode> translated = new ArrayList<>();
        for (ReasonCode reason : reasons) {
            String text = texts.get(reason.code());
            if (text == null || !version.equals(reason.dictionary())) {
                throw InvalidInputException.of(
                        "reason " + reason.code(),
                        "is of dictionary " + reason.dictionary() + " (" + reason.language() + ")",
                        "of a code in dictionary " + version + " (" + language + ")");
            }
            translated.add(new ReasonCode(
                    reason.code(), text, reason.feature(), reason.contribution(), reason.rank(), version, language));
        }
        return List.copyOf(translated);
    }
}
