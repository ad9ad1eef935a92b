package io.modelgovernance.samples.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.modelgovernance.StoreException;
import io.modelgovernance.jdbc.JdbcGovernanceStore;
import io.modelgovernance.jdbc.JdbcSchema;
import io.modelgovernance.spi.Observation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that cannot make its tables greater: nothing is half written, and it goes on once there is room. The limit is
 * that of the operating system on the length of a file, for a disk of one's own needs an administrator.
 */
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

    private static boolean runs(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
