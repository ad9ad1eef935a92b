package io.modelgovernance.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Spring's transactions over a HikariCP pool of three connections: one view for the whole application joins whichever
 * transaction the thread is in, and has its own where it is in none.
 */
class SpringTransactionTest {
    private HikariDataSource pool;
    private JdbcTemplate application;
    private TransactionTemplate transaction;
    private JdbcGovernanceStore store;

    static Stream<DataSource> databases() {
        return Stream.of(Databases.h2(), Databases.postgres());
    }

    private void open(DataSource database) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(database);
        config.setMaximumPoolSize(3);
        config.setConnectionTimeout(10_000);
        pool = new HikariDataSource(config);
        JdbcSchema.install(pool);
        application = new JdbcTemplate(pool);
        application.execute("create table loan (id integer not null primary key)");
        transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
        TransactionAwareDataSourceProxy aware = new TransactionAwareDataSourceProxy(pool);
        store = JdbcGovernanceStore.of(pool)
                .joining(() -> TransactionSynchronizationManager.isActualTransactionActive()
                        ? Optional.of(aware.getConnection())
                        : Optional.empty());
    }

    @AfterEach
    void close() {
        pool.close();
    }

    private void decide(int loan) {
        application.update("insert into loan (id) values (?)", loan);
        store.append(List.of(JoinedTransactionContract.decision(loan)));
        store.commit(LostAnswerTest.act("loan/" + loan));
    }

    private List<Integer> stored() {
        return List.of(
                application.queryForList("select id from loan").size(),
                store.read("decision/credit", "w", 0, 99).size(),
                (int) store.head().position(),
                store.journal(0, 99).size());
    }

    @ParameterizedTest
    @MethodSource("databases")
    void theyCommitTogether(DataSource database) {
        open(database);
        transaction.executeWithoutResult(status -> decide(1));
        assertEquals(List.of(1, 1, 1, 1), stored());
    }

    @ParameterizedTest
    @MethodSource("databases")
    void theyRollBackTogether(DataSource database) {
        open(database);
        transaction.executeWithoutResult(status -> decide(1));
        RuntimeException failure = new IllegalStateException("the customer hung up");
        RuntimeException seen = assertThrows(
                IllegalStateException.class,
                () -> transaction.executeWithoutResult(status -> {
                    decide(2);
                    assertEquals(List.of(2, 2, 2, 2), stored(), "seen within");
                    throw failure;
                }));
        assertEquals(failure, seen);
        assertEquals(List.of(1, 1, 1, 1), stored());
    }

    @ParameterizedTest
    @MethodSource("databases")
    void withoutATransactionEachCallHasItsOwnAndNoConnectionIsKept(DataSource database) {
        open(database);
        for (int loan = 1; loan <= 10; loan++) {
            decide(loan);
            int another = 50 + loan;
            transaction.executeWithoutResult(status -> decide(another));
        }
        assertEquals(List.of(20, 20, 20, 20), stored());
        assertEquals(0, pool.getHikariPoolMXBean().getActiveConnections());
    }
}
