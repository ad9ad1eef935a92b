package io.modelgovernance.registry;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name by Semantic Versioning 2.0.0, such as {@code 2.1.0-rc.1+9f2c1e7}.
 *
 * <p>Ordered by precedence (section 11 there); names that differ by build alone are ordered by its text, so that the
 * order agrees with {@code equals}. Immutable.
 *
 * @param major incompatible changes
 * @param minor additions
 * @param patch corrections
 * @param preRelease dot-separated identifiers, empty for a release
 * @param build dot-separated identifiers, empty if it has none
 */
public record SemanticVersion(int major, int minor, int patch, String preRelease, String build)
        implements Comparable<SemanticVersion> {
    private static final Pattern CORE =
            Pattern.compile("(0|[1-9][0-9]{0,8})\\.(0|[1-9][0-9]{0,8})\\.(0|[1-9][0-9]{0,8})"
                    + "(?:-([0-9A-Za-z.-]{1,60}))?(?:\\+([0-9A-Za-z.-]{1,60}))?");
    private static final Pattern IDENTIFIER = Pattern.compile("[0-9A-Za-z-]+");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    /** Which part of a version goes up. */
    public enum Part {
        /** Incompatible changes; minor and patch become 0. */
        MAJOR,
        /** Additions; patch becomes 0. */
        MINOR,
        /** Corrections. */
        PATCH
    }

    /**
     * Checks.
     *
     * @throws InvalidInputException if a number is negative, an identifier empty or ill-formed, or a number in the
     *     pre-release begins with 0
     */
    public SemanticVersion {
        if (major < 0 || minor < 0 || patch < 0) {
            throw wrong(major + "." + minor + "." + patch);
        }
        identifiers(preRelease, true);
        identifiers(build, false);
    }

    private static void identifiers(String dotted, boolean preRelease) {
        if (!dotted.isEmpty()) {
            for (String one : dotted.split("\\.", -1)) {
                boolean padded = preRelease && one.length() > 1 && one.startsWith("0") && isNumber(one);
                if (!IDENTIFIER.matcher(one).matches() || padded) {
                    throw wrong(dotted);
                }
            }
        }
    }

    private static InvalidInputException wrong(String text) {
        return InvalidInputException.of(
                "semantic version", "reads " + Names.printable(text), "like 2.1.0-rc.1+9f2c1e7");
    }

    private static boolean isNumber(String identifier) {
        return DIGITS.matcher(identifier).matches();
    }

    /**
     * Reads a name if it is a semantic version.
     *
     * @param text any text
     * @return the version, or empty if the text is none
     */
    public static Optional<SemanticVersion> read(String text) {
        Matcher parts = CORE.matcher(text);
        try {
            return parts.matches()
                    ? Optional.of(new SemanticVersion(
                            Integer.parseInt(parts.group(1)),
                            Integer.parseInt(parts.group(2)),
                            Integer.parseInt(parts.group(3)),
                            Optional.ofNullable(parts.group(4)).orElse(""),
                            Optional.ofNullable(parts.group(5)).orElse("")))
                    : Optional.empty();
        } catch (InvalidInputException e) {
            return Optional.empty();
        }
    }

    /**
     * Reads a semantic version.
     *
     * @param text {@code major.minor.patch}, {@code -pre.release} and {@code +build} where there is one; numbers of at
     *     most nine digits, either part of at most 60 characters
     * @return the version
     * @throws InvalidInputException if the text is none
     */
    public static SemanticVersion parse(String text) {
        return read(text).orElseThrow(() -> wrong(text));
    }

    /**
     * The release that follows when a part goes up. That which follows a pre-release is its release, if no more than it
     * announces goes up.
     *
     * @param part which
     * @return a release, greater than this
     */
    public SemanticVersion next(Part part) {
        boolean announced = !preRelease.isEmpty();
        return switch (part) {
            case MAJOR -> release(announced && minor == 0 && patch == 0 ? major : major + 1, 0, 0);
            case MINOR -> release(major, announced && patch == 0 ? minor : minor + 1, 0);
            case PATCH -> release(major, minor, announced ? patch : patch + 1);
        };
    }

    private static SemanticVersion release(int major, int minor, int patch) {
        return new SemanticVersion(major, minor, patch, "", "");
    }

    @Override
    public int compareTo(SemanticVersion other) {
        return Comparator.comparingInt(SemanticVersion::major)
                .thenComparingInt(SemanticVersion::minor)
                .thenComparingInt(SemanticVersion::patch)
                .thenComparing(SemanticVersion::preRelease, SemanticVersion::comparePreReleases)
                .thenComparing(SemanticVersion::build)
                .compare(this, other);
    }

    private static int comparePreReleases(String one, String other) {
        if (one.isEmpty() || other.isEmpty()) {
            return Boolean.compare(one.isEmpty(), other.isEmpty());
        }
        String[] a = one.split("\\.", -1);
        String[] b = other.split("\\.", -1);
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            int order = compareIdentifiers(a[i], b[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.length, b.length);
    }

    /** Numbers by size, before texts; texts as ASCII. No number begins with 0, so the longer one is the larger. */
    private static int compareIdentifiers(String one, String other) {
        boolean numbers = isNumber(one);
        if (numbers != isNumber(other)) {
            return numbers ? -1 : 1;
        }
        int byLength = numbers ? Integer.compare(one.length(), other.length()) : 0;
        return byLength != 0 ? byLength : one.compareTo(other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch
                + (preRelease.isEmpty() ? "" : "-" + preRelease)
                + (build.isEmpty() ? "" : "+" + build);
    }
}
