package io.modelgovernance.samples.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Lines that fail at a commit: 40 of them, or as many as {@code -Dfaults.cuts} says; {@code -Dsoak.database=MariaDB} on
 * another database.
 */
@Tag("everywhere")
class CutCommitTest {
    private static final int CUTS = Integer.getInteger("faults.cuts", 40);
    private static final int CLERKS = 2;
    private static final long SEED = 20261123;

    @ParameterizedTest
    @MethodSource("io.modelgovernance.samples.faults.Database#products")
    @Timeout(3_600)
    void nothingAcknowledgedIsLostAndNothingIsAppliedTwice(String product, @TempDir Path data, @TempDir Path files)
            throws Exception {
        try (FaultServer server = FaultServer.start(product, data);
                Line line = new Line(server.port(), product);
                Bank bank = new Bank(server.direct(), server.through(line.port()), 4, 2 * CLERKS, files)) {
            List<Line.Fault> possible = Line.Fault.of(product);
            SplittableRandom random = new SplittableRandom(SEED);
            for (int i = 0; i < CUTS; i++) {
                line.plan(i < possible.size() ? possible.get(i) : draw(possible, random));
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
            for (Line.Fault fault : possible) {
                struck += line.struck(fault);
                assertTrue(line.struck(fault) > 0, () -> fault + " was never met");
            }
            assertEquals(CUTS, struck);
            assertTrue(bank.acknowledged() > CUTS / 8, "acts were acknowledged all the same");
            System.out.println(String.format(
                    Locale.ROOT,
                    "{\"cuts\":%d,\"database\":\"%s\",\"acknowledged\":%d,\"refused\":%d,\"unknown\":%d}",
                    struck,
                    product,
                    bank.acknowledged(),
                    bank.refused(),
                    bank.unknown()));
        }
    }

    /** The two that make a client wait for a second are drawn less often. */
    private static Line.Fault draw(List<Line.Fault> possible, SplittableRandom random) {
        boolean late = possible.size() > 3 && random.nextInt(10) == 0;
        return possible.get(
                late ? possible.size() - 1 - random.nextInt(2) : random.nextInt(Math.min(4, possible.size())));
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
