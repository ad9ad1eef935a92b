package io.modelgovernance.samples.faults;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.jdbc.JdbcSchema;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Applications that die: at each boundary of a statement in turn, and at any moment under load. {@code
 * -Dfaults.crashes=200} is the long run, {@code -Dsoak.database=MariaDB} another database.
 */
@Tag("everywhere")
class KilledProcessTest {
    private static final int CRASHES = Integer.getInteger("faults.crashes", 4);
    private static final int FIRST_BOUNDARY = Integer.getInteger("faults.boundary", 10);
    private static final String CLASSPATH = System.getProperty("java.class.path");
    private static final int ENDLESS = 1_000_000;

    @ParameterizedTest
    @MethodSource("io.modelgovernance.samples.faults.Database#products")
    void atEachBoundaryOfAStatement(String product, @TempDir Path directory) throws Exception {
        Books books = new Books();
        try (Database database = Database.start(product, directory)) {
            JdbcSchema.install(database.dataSource());
            for (int i = 0; i < CRASHES; i++) {
                int boundary = FIRST_BOUNDARY + (CRASHES < 100 ? 7 : 1) * i;
                try (Clerks one = Clerks.start(
                        books,
                        CLASSPATH,
                        List.of("-Dclerk.boundary=" + boundary),
                        List.of(database.url(i), "b" + i, Integer.toString(i), "1000"))) {
                    assertFalse(one.await(), "the process came to its end");
                }
            }
            books.requireBalance(database.dataSource());
        }
        report("boundaries", product, books);
    }

    /** Two processes; one of them dies and is followed by another, while the other works on. */
    @ParameterizedTest
    @MethodSource("io.modelgovernance.samples.faults.Database#products")
    void atAnyMomentUnderLoad(String product, @TempDir Path directory) throws Exception {
        Books books = new Books();
        SplittableRandom random = new SplittableRandom(CRASHES);
        try (Database database = Database.start(product, directory)) {
            JdbcSchema.install(database.dataSource());
            try (Clerks other = clerk(books, database.url(), "other")) {
                other.awaitBegin();
                for (int i = 0; i < CRASHES; i++) {
                    try (Clerks one = clerk(books, database.url(i), "k" + i)) {
                        one.awaitBegin();
                        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(400)));
                        one.kill();
                    }
                }
                other.kill();
            }
            books.requireBalance(database.dataSource());
        }
        report("moments", product, books);
    }

    private static Clerks clerk(Books books, String url, String name) throws Exception {
        return Clerks.start(
                books,
                CLASSPATH,
                List.of(),
                List.of(url, name, Integer.toString(name.hashCode()), Integer.toString(ENDLESS)));
    }

    private static void report(String what, String product, Books books) {
        System.out.println(String.format(
                Locale.ROOT,
                "{\"crashesAt\":\"%s\",\"database\":\"%s\",\"crashes\":%d,\"acknowledged\":%d,\"refused\":%d,\"unknown\":%d}",
                what,
                product,
                CRASHES,
                books.acknowledged(),
                books.refused(),
                books.unknown()));
        assertTrue(books.tried() > 0);
    }
}
