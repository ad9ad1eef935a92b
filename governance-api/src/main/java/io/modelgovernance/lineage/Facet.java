package io.modelgovernance.lineage;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Something said about a node of the lineage, in one respect. Immutable. */
public sealed interface Facet {
    /**
     * In which respect: one facet of a kind at a node.
     *
     * @return a name
     */
    String kind();

    /**
     * What columns it has.
     *
     * @param fields the columns in order
     */
    record Schema(List<Field> fields) implements Facet {
        /**
         * A column.
         *
         * @param name its name
         * @param type its type, such as {@code decimal(9,2)}
         * @param description in words, may be empty
         */
        public record Field(String name, String type, String description) {}

        /** Copies. */
        public Schema {
            fields = List.copyOf(fields);
        }

        @Override
        public String kind() {
            return "schema";
        }
    }

    /**
     * How many rows it has, and what its columns look like.
     *
     * @param rows number of rows, at least 0
     * @param bytes size, at least 0
     * @param columns by column, in any number
     */
    record Statistics(long rows, long bytes, Map<String, ColumnStatistics> columns) implements Facet {
        /**
         * A column.
         *
         * @param nulls how many values are missing
         * @param distinct how many different values there are
         * @param min least value, NaN if it has no order
         * @param max greatest value, NaN if it has no order
         */
        public record ColumnStatistics(long nulls, long distinct, double min, double max) {}

        /**
         * Checks and copies.
         *
         * @throws InvalidInputException if a number is negative
         */
        public Statistics {
            if (rows < 0 || bytes < 0) {
                throw InvalidInputException.of(
                        "statistics", "are " + rows + " rows, " + bytes + " bytes", "at least 0");
            }
            columns = Collections.unmodifiableMap(new TreeMap<>(columns));
        }

        @Override
        public String kind() {
            return "statistics";
        }
    }

    /**
     * What was checked about it.
     *
     * @param assertions the checks
     */
    record Quality(List<Assertion> assertions) implements Facet {
        /**
         * A check.
         *
         * @param name what was checked, such as {@code not-null}
         * @param column of which column, empty for the whole
         * @param passed whether it held
         */
        public record Assertion(String name, String column, boolean passed) {}

        /** Copies. */
        public Quality {
            assertions = List.copyOf(assertions);
        }

        @Override
        public String kind() {
            return "quality";
        }
    }

    /**
     * Who answers for it.
     *
     * @param names people or teams, at least one
     */
    record Owner(List<String> names) implements Facet {
        /**
         * Checks and copies.
         *
         * @throws InvalidInputException if there is none
         */
        public Owner {
            names = List.copyOf(names);
            if (names.isEmpty()) {
                throw InvalidInputException.of("list of owners", "is empty", "at least one");
            }
        }

        @Override
        public String kind() {
            return "owner";
        }
    }

    /**
     * Where it is.
     *
     * @param uri such as {@code s3://bank/loans/2026-09}
     */
    record Location(String uri) implements Facet {
        /** Checks. */
        public Location {
            Names.requireLabel("location", uri);
        }

        @Override
        public String kind() {
            return "location";
        }
    }

    /**
     * Under which terms it may be used.
     *
     * @param terms an SPDX expression, or words
     */
    record Licence(String terms) implements Facet {
        /** Checks. */
        public Licence {
            Names.requireLabel("licence", terms);
        }

        @Override
        public String kind() {
            return "licence";
        }
    }

    /**
     * How personal it is. The labels follow: a node that is personal bears {@link Label#PERSONAL_DATA} by itself, one of
     * a special category {@link Label#SENSITIVE} too.
     *
     * @param category how personal
     */
    record Personal(DatasetVersion.PersonalData category) implements Facet {
        @Override
        public String kind() {
            return "personal-data";
        }
    }

    /**
     * What it is, for people.
     *
     * @param text in words
     */
    record Documentation(String text) implements Facet {
        @Override
        public String kind() {
            return "documentation";
        }
    }
}
