package io.modelgovernance.samples.benchmarks;

import io.modelgovernance.Governance;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.registry.ModelCard;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One act: a record revised with its entry on the audit log, beside one bare row committed. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class AuditBenchmark {
    private static final ModelCard CARD = new ModelCard(
            "Probability that a loan is not paid back.", "Head of credit", List.of("Loans"), List.of(), List.of());

    /** Memory, new in every iteration so that the journal does not fill it. */
    @State(Scope.Benchmark)
    public static class Memory {
        Governance governance;

        /** Brings the model to production. */
        @Setup(Level.Iteration)
        public void start() {
            governance = GovernanceEngine.builder()
                    .store(new InMemoryGovernanceStore())
                    .build();
            Loans.promote(governance);
        }

        /** Stops. */
        @TearDown(Level.Iteration)
        public void stop() {
            governance.close();
        }
    }

    /** A table such as one would write to without a library. */
    @State(Scope.Benchmark)
    public static class PlainTable {
        final byte[] body = new byte[600];

        /** Makes the table. */
        @Setup(Level.Trial)
        public void create(Database database) throws SQLException {
            String bytes = database.database.equals("h2") ? "varbinary" : "bytea";
            try (Connection connection = database.pool.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create table plain (id varchar(36) not null primary key, body " + bytes + ")");
            }
        }
    }

    /** An act in memory. */
    @Benchmark
    public void inMemory(Memory memory) {
        memory.governance.registry().reviseCard(Loans.CLEO, Loans.MODEL, CARD);
    }

    /** An act in the database. */
    @Benchmark
    public void inDatabase(Database database) {
        database.governance.registry().reviseCard(Loans.CLEO, Loans.MODEL, CARD);
    }

    /** One row of about an entry's size, inserted and committed. */
    @Benchmark
    public int byHand(Database database, PlainTable table) throws SQLException {
        try (Connection connection = database.pool.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement("insert into plain (id, body) values (?, ?)")) {
                insert.setString(1, UUID.randomUUID().toString());
                insert.setBytes(2, table.body);
                int rows = insert.executeUpdate();
                connection.commit();
                return rows;
            }
        }
    }
}
