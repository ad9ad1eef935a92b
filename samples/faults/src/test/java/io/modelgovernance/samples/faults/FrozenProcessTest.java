package io.modelgovernance.samples.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.jdbc.JdbcSchema;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A process that stands still in the middle of an act, as in a long garbage collection, perhaps with the head of the
 * ledger in its hands: a server that ends idle transactions lets the others go on, and who wakes up then has written
 * nothing. {@code -Dfaults.freezes=60} is the long run.
 */
@Tag("everywhere")
@Timeout(600)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no SIGSTOP")
class FrozenProcessTest {
    private static final int FREEZES = Integer.getInteger("faults.freezes", 1);
    private static final int FIRST_BOUNDARY = 20;
    private static final int MORE = 3;
    private static final String CLASSPATH = System.getProperty("java.class.path");

    private final Clock clock = Clock.systemUTC();

    @ParameterizedTest
    @MethodSource("io.modelgovernance.samples.faults.Database#products")
    void whoWakesUpForksNothing(String product, @TempDir Path directory) throws Exception {
        Books books = new Books();
        int stoodStill = 0;
        try (Database database = Database.start(product, directory)) {
            JdbcSchema.install(database.dataSource());
            boolean endsIdle = endIdleTransactions(product, database.dataSource());
            try (Clerks other = clerk(books, database, "other", 1_000_000, List.of())) {
                other.awaitBegin();
                for (int i = 0; i < FREEZES; i++) {
                    int boundary = FIRST_BOUNDARY + (FREEZES < 20 ? 7 : 1) * i;
                    List<String> freeze = List.of("-Dclerk.freeze=true", "-Dclerk.boundary=" + boundary);
                    try (Clerks one = clerk(books, database, "f" + i, 20, freeze)) {
                        one.awaitFrozen();
                        int before = books.acknowledged();
                        stoodStill += awaitMore(books, before, Duration.ofSeconds(endsIdle ? 20 : 1)) ? 0 : 1;
                        one.thaw();
                        assertTrue(one.await(), "the one that was frozen ended before its work was done");
                    }
                }
                assertTrue(awaitMore(books, books.acknowledged(), Duration.ofSeconds(20)), "the other went on");
                other.kill();
            }
            books.requireBalance(database.dataSource());
        }
        System.out.println(String.format(
                Locale.ROOT,
                "{\"freezes\":%d,\"database\":\"%s\",\"stoodStill\":%d,\"acknowledged\":%d,\"refused\":%d,\"unknown\":%d}",
                FREEZES,
                product,
                stoodStill,
                books.acknowledged(),
                books.refused(),
                books.unknown()));
        assertTrue(stoodStill == 0 || product.equals("H2"), "others waited for one that was frozen");
    }

    /** H2 cannot: there the others wait until it wakes up, or are refused after the lock's timeout. */
    private static boolean endIdleTransactions(String product, DataSource dataSource) throws SQLException {
        if (product.equals("H2")) {
            return false;
        }
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    product.equals("MariaDB")
                            ? "set global idle_transaction_timeout = 1"
                            : "alter database postgres set idle_in_transaction_session_timeout = 200");
        }
        return true;
    }

    private boolean awaitMore(Books books, int before, Duration patience) {
        Instant deadline = clock.instant().plus(patience);
        while (books.acknowledged() < before + MORE) {
            if (clock.instant().isAfter(deadline)) {
                return false;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        return true;
    }

    private static Clerks clerk(Books books, Database database, String name, int operations, List<String> options)
            throws Exception {
        return Clerks.start(
                books,
                CLASSPATH,
                options,
                List.of(database.url(), name, Integer.toString(name.hashCode()), Integer.toString(operations)));
    }
}
