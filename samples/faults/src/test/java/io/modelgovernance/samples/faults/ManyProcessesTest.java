package io.modelgovernance.samples.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.jdbc.JdbcSchema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Many processes on one database at its default isolation, on the same models at the same time: no anomaly. {@code
 * -Dsoak.operations=100000 -Dsoak.processes=8} is the long run; {@code -Dsoak.database=MariaDB} another database; {@code -Dsoak.seed=8} other random numbers; {@code -Dsoak.other=CLASSPATH} gives every second process another version of the library.
 */
@Tag("everywhere")
class ManyProcessesTest {
    private static final int OPERATIONS = Integer.getInteger("soak.operations", 240);
    private static final int PROCESSES = Integer.getInteger("soak.processes", 2);
    private static final int SEED = Integer.getInteger("soak.seed", 0);
    private static final String OWN = System.getProperty("java.class.path");
    private static final String OTHER = System.getProperty("soak.other", OWN);

    @ParameterizedTest
    @MethodSource("io.modelgovernance.samples.faults.Database#products")
    void noAnomaly(String product, @TempDir Path directory) throws Exception {
        run(product, directory, List.of());
    }

    @ParameterizedTest
    @MethodSource("io.modelgovernance.samples.faults.Database#products")
    void noAnomalyWithClocksThatJump(String product, @TempDir Path directory) throws Exception {
        run(product, directory, List.of("-Dclerk.clock=true"));
    }

    private static void run(String product, Path directory, List<String> options) throws Exception {
        Books books = new Books();
        try (Database database = Database.start(product, directory)) {
            JdbcSchema.install(database.dataSource());
            List<Clerks> processes = new ArrayList<>();
            try {
                for (int i = 0; i < PROCESSES; i++) {
                    processes.add(Clerks.start(
                            books,
                            i % 2 == 0 ? OWN : OTHER,
                            options,
                            List.of(
                                    database.url(i),
                                    "c" + i,
                                    Integer.toString(SEED + i),
                                    Integer.toString(OPERATIONS / PROCESSES))));
                }
                for (Clerks process : processes) {
                    assertTrue(process.await(), "a process ended before its work was done");
                }
            } finally {
                processes.forEach(Clerks::close);
            }
            books.requireBalance(database.dataSource());
        }
        System.out.println(String.format(
                Locale.ROOT,
                "{\"database\":\"%s\",\"processes\":%d,\"operations\":%d,\"acknowledged\":%d,\"refused\":%d,\"unknown\":%d,\"entries\":%d,\"promoted\":%d}",
                product,
                PROCESSES,
                OPERATIONS,
                books.acknowledged(),
                books.refused(),
                books.unknown(),
                books.entries(),
                books.promoted()));
        assertTrue(books.acknowledged() > OPERATIONS / 4, "most of it was work");
        assertTrue(books.promoted() > 0, "and some of it was promotion");
    }
}
