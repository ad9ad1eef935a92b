package io.modelgovernance.samples.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Lines that fail at a commit: 60 of them, or as many as {@code -Dfaults.cuts} says. */
class CutCommitTest {
    private static final int CUTS = Integer.getInteger("faults.cuts", 60);
    private static final int CLERKS = 2;
    private static final long SEED = 20261123;

    @Test
    @Timeout(3_600)
    void nothingAcknowledgedIsLostAndNothingIsAppliedTwice(@TempDir Path data, @TempDir Path files) throws Exception {
        try (Server server = new Server(data.resolve("pg"));
                Line line = new Line(server.port());
                Bank bank = new Bank(
                        server.direct(),
                        Server.database(line.port(), "&prepareThreshold=0&socketTimeout=1"),
                        4,
                        2 * CLERKS,
                        files)) {
            SplittableRandom random = new SplittableRandom(SEED);
            for (int i = 0; i < CUTS; i++) {
                line.plan(draw(random));
                if (random.nextBoolean()) {
                    line.plan(Line.Fault.PASSED);
                }
            }
            ExecutorService clerks = Executors.newFixedThreadPool(CLERKS);
            List<Future<?>> work = new ArrayList<>();
            for (int clerk = 0; clerk < CLERKS; clerk++) {
                int self = clerk;
                work.add(clerks.submit(() -> work(bank, line, self)));
            }
            for (Future<?> one : work) {
                one.get();
            }
            clerks.shutdown();
            bank.requireBooksToBalance();
            int struck = 0;
            for (Line.Fault fault : Line.Fault.values()) {
                struck += fault == Line.Fault.PASSED ? 0 : line.struck(fault);
                assertTrue(line.struck(fault) > 0, () -> fault + " was never met");
            }
            assertEquals(CUTS, struck);
            assertTrue(bank.acknowledged() > CUTS / 8, "acts were acknowledged all the same");
        }
    }

    /** The two that make a client wait for a second are drawn less often. */
    private static Line.Fault draw(SplittableRandom random) {
        Line.Fault[] all = Line.Fault.values();
        return all[1 + (random.nextInt(10) == 0 ? 4 + random.nextInt(2) : random.nextInt(4))];
    }

    private static void work(Bank bank, Line line, int clerk) {
        String writer = bank.writer();
        for (int number = 1; line.left() > 0; number++) {
            bank.openFinding(clerk + (number % 2) * CLERKS, number);
            bank.recordDecision(writer, number);
        }
        bank.openFinding(clerk, 0);
    }
}
