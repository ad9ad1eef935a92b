package io.modelgovernance.samples.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.modelgovernance.StoreException;
import io.modelgovernance.jdbc.JdbcGovernanceStore;
import io.modelgovernance.jdbc.JdbcSchema;
import io.modelgovernance.spi.Observation;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that cannot make its tables or its log greater: nothing is half written, and it goes on once there is room.
 * For tables the limit is that of the operating system on the length of a file; a disk of one's own needs an
 * administrator.
 */
@Timeout(120)
class FullDiskTest {
    private static final String STREAM = "decision/full";
    private static final int BATCH = 500;

    private static List<Observation> batch(int number, SplittableRandom random) {
        List<Observation> batch = new ArrayList<>();
        for (int i = 1; i <= BATCH; i++) {
            byte[] body = new byte[1_000];
            random.nextBytes(body);
            long sequence = (long) number * BATCH + i;
            batch.add(new Observation(STREAM, "w", sequence, "id" + sequence, Instant.EPOCH, body));
        }
        return batch;
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the limit is set with prlimit")
    void nothingIsHalfWrittenAndItGoesOnWhenThereIsRoom(@TempDir Path directory) throws Exception {
        assumeTrue(runs("prlimit", "--version"), "the limit is set with prlimit");
        try (Server server = new Server(directory.resolve("pg"))) {
            JdbcSchema.install(server.direct());
            JdbcGovernanceStore store = JdbcGovernanceStore.of(server.direct());
            SplittableRandom random = new SplittableRandom(1);
            server.limitFiles("20000000");
            int stored = 0;
            List<Observation> refused = List.of();
            while (refused.isEmpty()) {
                List<Observation> batch = batch(stored, random);
                try {
                    store.append(batch);
                    stored++;
                } catch (StoreException e) {
                    assertEquals(StoreException.Outcome.NOT_WRITTEN, e.outcome(), e::toString);
                    refused = batch;
                }
            }
            assertTrue(stored > 5, "there was room at first");
            assertEquals(
                    stored * BATCH,
                    store.read(STREAM, "w", 0, Integer.MAX_VALUE).size());
            server.limitFiles("unlimited");
            store.append(refused);
            assertEquals(
                    (stored + 1) * BATCH,
                    store.read(STREAM, "w", 0, Integer.MAX_VALUE).size());
        }
    }

    /**
     * Without room for its log PostgreSQL ends every session, and cannot start again before there is some. What it had
     * acknowledged is there then, and who does not know learns it.
     */
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "needs a disk of its own")
    void aFullDiskOfTheLogLosesNothing(@TempDir Path directory) throws Exception {
        Path disk = Files.createDirectory(directory.resolve("disk"));
        assumeTrue(
                runs("mount", "-t", "tmpfs", "-o", "mode=0700,size=100m", "tmpfs", disk.toString()),
                "only an administrator has a disk of his own");
        ExecutorService clerks = Executors.newFixedThreadPool(2);
        try (Server server = new Server(directory.resolve("pg"))) {
            server.moveLog(Files.createDirectory(disk.resolve("log")));
            try (Bank bank = new Bank(
                    server.direct(), server.impatient(), 4, 1, Files.createDirectory(directory.resolve("files")))) {
                AtomicBoolean open = new AtomicBoolean(true);
                List<Future<?>> work = new ArrayList<>();
                work.add(clerks.submit(() -> until(open, number -> bank.openFinding(0, number))));
                String writer = bank.writer();
                work.add(clerks.submit(() -> until(open, number -> bank.recordDecision(writer, number))));
                await(() -> bank.acknowledged() > 50);
                Path ballast = fill(disk);
                assertThrows(SQLException.class, () -> {
                    while (true) {
                        server.switchLog();
                    }
                });
                int before = bank.troubles();
                await(() -> bank.troubles() > before + 4);
                await(() -> !answers(server));
                int known = bank.acknowledged();
                Files.delete(ballast);
                server.restart();
                await(() -> bank.acknowledged() > known + 50);
                open.set(false);
                for (Future<?> one : work) {
                    one.get();
                }
                bank.requireBooksToBalance();
            }
        } finally {
            clerks.shutdownNow();
            runs("umount", "--lazy", disk.toString());
        }
    }

    private static void until(AtomicBoolean open, IntConsumer work) {
        for (int number = 1; open.get(); number++) {
            work.accept(number);
        }
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    private static boolean answers(Server server) {
        try (Connection connection = server.impatient().getConnection()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Until not one byte more fits. */
    private static Path fill(Path disk) throws IOException {
        Path ballast = disk.resolve("ballast");
        byte[] piece = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(piece);
            }
        } catch (IOException full) {
            return ballast;
        }
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
