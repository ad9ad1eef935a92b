package io.modelgovernance.lineage;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.registry.VersionId;
import java.time.Instant;
import java.util.Optional;

/**
 * A column of a dataset version, or a feature as a model version takes it. Its node is one as any other: every question
 * to the lineage can be asked of columns.
 *
 * @param owner the dataset's or the model version's node
 * @param name the column's name
 */
public record Column(Node owner, String name) {
    private static final char MARK = '@';

    /**
     * Checks.
     *
     * @throws InvalidInputException if the owner has no columns, the name is not of the letters that a node may have or
     *     has an {@code @}, or the two together are too long for a node
     */
    public Column {
        if (!owner.kind().equals(Node.DATASET) && !owner.kind().equals(Node.MODEL)) {
            throw InvalidInputException.of("owner of column " + name, "is " + owner, "a dataset or a model version");
        }
        if (name.isEmpty() || name.indexOf(MARK) >= 0) {
            throw InvalidInputException.of("name of column of " + owner, "is empty or has an @", "one without it");
        }
        Node unused = node(owner, name);
    }

    /**
     * A column of a dataset version.
     *
     * @param dataset the dataset version
     * @param name the column's name
     * @return the column
     */
    public static Column of(DatasetVersion dataset, String name) {
        return new Column(dataset.node(), name);
    }

    /**
     * A feature of a model version.
     *
     * @param version the version
     * @param name the feature's name
     * @return the feature
     */
    public static Column of(VersionId version, String name) {
        return new Column(Node.of(version), name);
    }

    /**
     * The column that a node is.
     *
     * @param node any node
     * @return the column, empty if the node is none
     */
    public static Optional<Column> of(Node node) {
        int mark = node.id().lastIndexOf(MARK);
        boolean column = node.kind().equals(Node.COLUMN);
        if ((!column && !node.kind().equals(Node.FEATURE))
                || mark < 1
                || mark == node.id().length() - 1) {
            return Optional.empty();
        }
        Node owner = new Node(column ? Node.DATASET : Node.MODEL, node.id().substring(0, mark));
        return Optional.of(new Column(owner, node.id().substring(mark + 1)));
    }

    /**
     * Its node.
     *
     * @return {@code column/loans:2@income} or {@code feature/credit-risk:1@income}
     */
    public Node node() {
        return node(owner, name);
    }

    private static Node node(Node owner, String name) {
        return new Node(owner.kind().equals(Node.DATASET) ? Node.COLUMN : Node.FEATURE, owner.id() + MARK + name);
    }

    /**
     * The edge to a column that came of this one, to be {@linkplain LineageGraph#declare declared}.
     *
     * @param column the column that came of it
     * @param how how
     * @param producer who says so
     * @param at when it was made
     * @return the edge, with the kind of transformation as its role
     */
    public Edge becomes(Column column, Transformation how, String producer, Instant at) {
        return new Edge(node(), column.node(), how.role(), producer, at, Edge.Confidence.DECLARED, Optional.of(how));
    }
}
