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
import java.util.List;
import javax.sql.DataSource;

/**
 * What somebody writes who needs no history and no other database: one table of edges, an index each way, one recursive
 * statement, which also says whether there is more. There are two good ways to write it: nodes first and their edges last, or
 * the edges themselves.
 */
final class HandWrittenLineage {
    static final List<String> TABLE = List.of(
            "create table hand_edge (src varchar(160)%1$s not null, dst varchar(160)%1$s not null, role varchar(40) not null,"
                    + " producer varchar(40) not null, at_micros bigint not null, confidence varchar(20) not null)",
            "insert into hand_edge select %2$s from %3$s",
            "create index hand_up on hand_edge (dst)",
            "create index hand_down on hand_edge (src)");

    private static final String COLUMNS = "e.src, e.dst, e.role, e.producer, e.at_micros, e.confidence";

    private final DataSource source;
    private final String ascii;
    private final boolean nodesFirst;

    HandWrittenLineage(DataSource source, String ascii, boolean nodesFirst) {
        this.source = source;
        this.ascii = ascii;
        this.nodesFirst = nodesFirst;
    }

    /**
     * What was found.
     *
     * @param edges each once
     * @param more whether something leads on
     */
    record Answer(List<Edge> edges, boolean more) {}

    /** A node that was reached is not gone through twice on one step; what is joined last are the edges once. */
    private String nodesFirst(String near, String far) {
        return "with recursive reached (node, depth) as (select cast(? as varchar(160))" + ascii
                + ", 0 union select e." + far
                + ", r.depth + 1 from reached r join hand_edge e on e." + near + " = r.node where r.depth + 1 < ?),"
                + " hop (src, dst, role, producer, at_micros, confidence, depth) as" + materialized() + " (select "
                + COLUMNS + ", n.depth + 1 from (select node, min(depth) as depth from reached group by node) n"
                + " join hand_edge e on e." + near + " = n.node) select " + COLUMNS + " from hop e" + more(near, far);
    }

    /** An edge is read once a step on which it is met. */
    private String edges(String near, String far) {
        return "with recursive hop (src, dst, role, producer, at_micros, confidence, depth) as (select " + COLUMNS
                + ", 1 from hand_edge e where e." + near + " = ? union select " + COLUMNS
                + ", r.depth + 1 from hop r join hand_edge e on e." + near + " = r." + far
                + " where r.depth < ?) select distinct " + COLUMNS + " from hop e" + more(near, far);
    }

    /** The first edge from the last step to something new. */
    private static String more(String near, String far) {
        return " union all (select e.src, e.dst, null, null, 0, null from hop h join hand_edge e on e." + near + " = h."
                + far + " where h.depth = ? and e." + far + " <> ? and e." + far + " not in (select r." + far
                + " from hop r) fetch first row only)";
    }

    private String materialized() {
        return ascii.isEmpty() ? "" : " materialized";
    }

    Answer ask(Node start, Direction direction, int depth) throws SQLException {
        String near = direction == Direction.UPSTREAM ? "dst" : "src";
        String far = direction == Direction.UPSTREAM ? "src" : "dst";
        List<Edge> edges = new ArrayList<>();
        boolean more = false;
        try (Connection connection = source.getConnection();
                PreparedStatement select =
                        connection.prepareStatement(nodesFirst ? nodesFirst(near, far) : edges(near, far))) {
            select.setString(1, start.toString());
            select.setInt(2, depth);
            select.setInt(3, depth);
            select.setString(4, start.toString());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    if (row.getString(3) == null) {
                        more = true;
                    } else {
                        edges.add(new Edge(
                                Node.parse(row.getString(1)),
                                Node.parse(row.getString(2)),
                                row.getString(3),
                                row.getString(4),
                                Instant.ofEpochSecond(row.getLong(5) / 1_000_000),
                                Edge.Confidence.valueOf(row.getString(6))));
                    }
                }
            }
        }
        return new Answer(edges, more);
    }
}
