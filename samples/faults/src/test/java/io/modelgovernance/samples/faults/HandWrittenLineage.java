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
 * statement. There are two good ways to write it: nodes first and their edges last, or the edges themselves.
 */
final class HandWrittenLineage {
    static final List<String> TABLE = List.of(
            "create table hand_edge (src varchar(160)%1$s not null, dst varchar(160)%1$s not null, role varchar(40) not null,"
                    + " producer varchar(40) not null, at_micros bigint not null, confidence varchar(20) not null)",
            "insert into hand_edge select %2$s from %3$s",
            "create index hand_up on hand_edge (dst)",
            "create index hand_down on hand_edge (src)");

    private final DataSource source;
    private final String ascii;
    private final boolean nodesFirst;

    HandWrittenLineage(DataSource source, String ascii, boolean nodesFirst) {
        this.source = source;
        this.ascii = ascii;
        this.nodesFirst = nodesFirst;
    }

    /** A node that was reached is not gone through twice on one step; what is joined last are the edges once. */
    private String nodesFirst(String near, String far) {
        return "with recursive reached (node, depth) as (select cast(? as varchar(160))" + ascii
                + ", 0 union select e." + far
                + ", r.depth + 1 from reached r join hand_edge e on e." + near + " = r.node where r.depth + 1 < ?)"
                + " select e.src, e.dst, e.role, e.producer, e.at_micros, e.confidence"
                + " from (select distinct node from reached) n join hand_edge e on e." + near + " = n.node";
    }

    /** An edge is read once a step on which it is met. */
    private static String edges(String near, String far) {
        String columns = "e.src, e.dst, e.role, e.producer, e.at_micros, e.confidence";
        return "with recursive walked (src, dst, role, producer, at_micros, confidence, depth) as (select " + columns
                + ", 1 from hand_edge e where e." + near + " = ? union select " + columns
                + ", r.depth + 1 from walked r join hand_edge e on e." + near + " = r." + far
                + " where r.depth < ?) select distinct " + columns + " from walked e";
    }

    List<Edge> edges(Node start, Direction direction, int depth) throws SQLException {
        String near = direction == Direction.UPSTREAM ? "dst" : "src";
        String far = direction == Direction.UPSTREAM ? "src" : "dst";
        String sql = nodesFirst ? nodesFirst(near, far) : edges(near, far);
        List<Edge> edges = new ArrayList<>();
        try (Connection connection = source.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, start.toString());
            select.setInt(2, depth);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
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
        return edges;
    }
}
