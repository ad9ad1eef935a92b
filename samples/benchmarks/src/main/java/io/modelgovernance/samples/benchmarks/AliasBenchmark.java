package io.modelgovernance.samples.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelgovernance.AsOf;
import io.modelgovernance.Governance;
import io.modelgovernance.GovernedModel;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.registry.Alias;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.spi.GovernanceStore;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
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

/** Which version decides: asked of the registry, of the guard that keeps the answer, and of the table by hand. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AliasBenchmark {
    private static final String SQL =
            "select body from gov_record where ledger = ? and kind = ? and scope = ? and id = ? and valid_to = ?";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The same model in memory. */
    @State(Scope.Benchmark)
    public static class Memory {
        Governance governance;
        GovernedModel model;

        /** Brings it to production. */
        @Setup(Level.Trial)
        public void start() {
            governance = GovernanceEngine.builder()
                    .store(new InMemoryGovernanceStore())
                    .build();
            Loans.promote(governance);
            model = Loans.govern(governance);
        }

        /** Stops. */
        @TearDown(Level.Trial)
        public void stop() {
            governance.close();
        }
    }

    /** Kept by the guard, confirmed in the background. */
    @Benchmark
    public VersionId kept(Memory memory) {
        return memory.model.permitted();
    }

    /** Read from the store in memory. */
    @Benchmark
    public Optional<Alias> inMemory(Memory memory) {
        return memory.governance.registry().alias(Loans.MODEL, "champion", AsOf.now());
    }

    /** Read from the database. */
    @Benchmark
    public Optional<Alias> inDatabase(Database database) {
        return database.governance.registry().alias(Loans.MODEL, "champion", AsOf.now());
    }

    /** The same row read by hand, and the answer made of it with Jackson's tree. */
    @Benchmark
    public Alias byHandWhole(Database database) throws SQLException, IOException {
        JsonNode body = JSON.readTree(byHand(database));
        return new Alias(
                body.get("model").textValue(),
                body.get("name").textValue(),
                VersionId.parse(body.get("version").textValue()),
                body.get("revision").longValue(),
                body.get("movedBy").textValue(),
                Instant.parse(body.get("movedAt").textValue()));
    }

    /** The same row read by hand, its body left as bytes. */
    @Benchmark
    public byte[] byHand(Database database) throws SQLException {
        try (Connection connection = database.pool.getConnection();
                PreparedStatement select = connection.prepareStatement(SQL)) {
            select.setString(1, "main");
            select.setString(2, "alias");
            select.setString(3, "model/" + Loans.MODEL);
            select.setString(4, "champion");
            select.setLong(5, GovernanceStore.NOW);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBytes(1);
            }
        }
    }
}
