package io.modelgovernance.lineage;

import io.modelgovernance.Digest;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import java.util.List;

/**
 * One version of a dataset as it was used.
 *
 * @param name the dataset
 * @param version its version label
 * @param digest digest of its bytes
 * @param rows number of rows
 * @param columns column names
 * @param source where it came from, in words
 * @param licence under which it may be used
 * @param personalData how personal it is
 */
public record DatasetVersion(
        String name,
        String version,
        Digest digest,
        long rows,
        List<String> columns,
        String source,
        String licence,
        PersonalData personalData) {
    /** How personal data is. */
    public enum PersonalData {
        /** None. */
        NONE,
        /** About people. */
        PERSONAL,
        /** Of a special category, such as health. */
        SPECIAL
    }

    /**
     * Checks and copies.
     *
     * @throws InvalidInputException if a name does not fit or the row count is negative
     */
    public DatasetVersion {
        Names.require("dataset name", name);
        Names.require("dataset version", version);
        columns = List.copyOf(columns);
        if (rows < 0) {
            throw InvalidInputException.of("rows of dataset " + name, "number " + rows, "at least 0");
        }
    }

    /**
     * The dataset version's node.
     *
     * @return {@code dataset/name:version}
     */
    public Node node() {
        return new Node(Node.DATASET, name + ":" + version);
    }
}
