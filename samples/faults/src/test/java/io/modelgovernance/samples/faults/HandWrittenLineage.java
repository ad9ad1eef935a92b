package io.modelgovernance.samples.faults;

import io.modelgovernance.lineage.Direction;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Node;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * What somebody writes by hand for one database: one recursive statement, and whether there is more.
 * There are two good ways to write it: nodes first and their edges last, or the edges themselves.
 */
final class HandWrittenLineage {
    static final List<String> TABLE = List.of(
            "create table hand_edge (src varchar(160)%1$s not null, dst varchar(160)%1$s not null, role varchar(40) not null,"
                    + " producer varchar(40) not null, at_micros bigint not null, confidence varchar(20) not null)",
            "insert into hand_edge select %2$s from %3$s",
            "create index hand_up on hand_edge (dst)",
            "create index hand_down on hand_edge (src)");

    /** A table of edges for who needs no history: no past, no tenants, no bodies, an index each way. */
    static final Shape LEAN = new Shape(
            "hand_edge",
            List.of("src", "dst", "role", "producer", "at_micros", "confidence"),
            "",
            row -> new Edge(
                    Node.parse(row.getString(1)),
                    Node.parse(row.getString(2)),
                    row.getString(3),
                    row.getString(4),
                    Instant.ofEpochSecond(row.getLong(5) / 1_000_000),
                    Edge.Confidence.valueOf(row.getString(6))));

    /** Our own table, asked by hand for what its indexes hold. */
    static final Shape OURS = new Shape(
            "gov_record",
            List.of("link_from", "link_to", "link_note"),
            " and e.ledger = 'main' and e.kind = 'edge' and e.valid_to = " + Long.MAX_VALUE,
            HandWrittenLineage::readNote);

    private final DataSource source;
    private final String ascii;
    private final Shape shape;
    private final boolean nodesFirst;

    HandWrittenLineage(DataSource source, String ascii, Shape shape, boolean nodesFirst) {
        this.source = source;
        this.ascii = ascii;
        this.shape = shape;
        this.nodesFirst = nodesFirst;
    }

    /** Makes an edge of a row. */
    private interface Reader {
        Edge read(ResultSet row) throws SQLException;
    }

    /**
     * A table of edges.
     *
     * @param table its name
     * @param columns from, to, and what else an edge is made of
     * @param alive which rows count
     * @param reader makes an edge of them
     */
    record Shape(String table, List<String> columns, String alive, Reader reader) {
        private String names() {
            return String.join(", ", columns);
        }

        private String selected() {
            return columns.stream().map(column -> "e." + column).collect(Collectors.joining(", "));
        }

        private String join(String near, String node) {
            return " join " + table + " e on e." + near + " = " + node + alive;
        }
    }

    /**
     * What was found.
     *
     * @param edges each once
     * @param more whether something leads on
     */
    record Answer(List<Edge> edges, boolean more) {}

    private static Edge readNote(ResultSet row) throws SQLException {
        String[] note = row.getString(3).split("\\|", 5);
        return new Edge(
                Node.parse(row.getString(1)),
                Node.parse(row.getString(2)),
                note[3],
                note[4],
                Instant.ofEpochSecond(Long.parseLong(note[1]), Integer.parseInt(note[2])),
                Edge.Confidence.valueOf(note[0]));
    }

    /** A node that was reached is not gone through twice on one step; what is joined last are the edges once. */
    private String nodesFirst(String near, String far) {
        return "with recursive reached (node, depth) as (select cast(? as varchar(160))" + ascii
                + ", 0 union select e." + far + ", r.depth + 1 from reached r" + shape.join(near, "r.node")
                + " where r.depth + 1 < ?), hop (" + shape.names() + ", depth) as"
                + (inOneStatement() ? " materialized" : "") + " (select " + shape.selected()
                + ", n.depth + 1 from (select node, min(depth) as depth from reached group by node) n"
                + shape.join(near, "n.node") + ") select " + shape.selected() + ", e.depth from hop e"
                + more(near, far);
    }

    /** An edge is read once a step on which it is met. */
    private String edges(String near, String far) {
        return "with recursive hop (" + shape.names() + ", depth) as (select " + shape.selected() + ", 1 from "
                + shape.table() + " e where e." + near + " = ?" + shape.alive() + " union select " + shape.selected()
                + ", r.depth + 1 from hop r" + shape.join(near, "r." + far) + " where r.depth < ?) select "
                + shape.selected() + ", min(e.depth) from hop e group by " + shape.selected() + more(near, far);
    }

    /**
     * The first edge from the last step to something new. H2 would go through all that was found for each row of it; there it
     * is asked apart.
     */
    private String more(String near, String far) {
        if (!inOneStatement()) {
            return "";
        }
        String nothing = ", null".repeat(shape.columns().size()).substring(2);
        return " union all (select e." + far + ", " + nothing + " from hop h" + shape.join(near, "h." + far)
                + " where h.depth = ? and e." + far + " <> ? and e." + far + " not in (select r." + far
                + " from hop r) fetch first row only)";
    }

    private boolean inOneStatement() {
        return !ascii.isEmpty();
    }

    Answer ask(Node start, Direction direction, int depth) throws SQLException {
        boolean up = direction == Direction.UPSTREAM;
        String near = shape.columns().get(up ? 1 : 0);
        String far = shape.columns().get(up ? 0 : 1);
        List<Edge> edges = new ArrayList<>();
        Set<String> reached = new HashSet<>(Set.of(start.toString()));
        List<String> last = new ArrayList<>();
        boolean more = false;
        try (Connection connection = source.getConnection()) {
            try (PreparedStatement select =
                    connection.prepareStatement(nodesFirst ? nodesFirst(near, far) : edges(near, far))) {
                select.setString(1, start.toString());
                select.setInt(2, depth);
                if (inOneStatement()) {
                    select.setInt(3, depth);
                    select.setString(4, start.toString());
                }
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        if (row.getString(2) == null) {
                            more = true;
                            continue;
                        }
                        edges.add(shape.reader().read(row));
                        if (!inOneStatement()) {
                            String node = row.getString(up ? 1 : 2);
                            (row.getInt(shape.columns().size() + 1) == depth ? last : reached).add(node);
                        }
                    }
                }
            }
            if (!inOneStatement()) {
                last.removeIf(node -> !reached.add(node));
                more = leadsOn(connection, last, reached, near, far);
            }
        }
        return new Answer(edges, more);
    }

    /** The same in statements of its own. */
    private boolean leadsOn(Connection connection, List<String> last, Set<String> reached, String near, String far)
            throws SQLException {
        String sql = "select e." + far + " from " + shape.table() + " e where e." + near + " = ?" + shape.alive();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (String node : last) {
                select.setString(1, node);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        if (!reached.contains(row.getString(1))) {
                            return true;
                        }
                    }
                }
            }
        }
        return false;
    }
}
