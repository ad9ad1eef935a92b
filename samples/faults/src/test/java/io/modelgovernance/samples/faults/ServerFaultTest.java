package io.modelgovernance.samples.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.modelgovernance.StoreException;
import io.modelgovernance.jdbc.JdbcGovernanceStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Servers that die and freeze, and pools that are empty. After each the books must balance. {@code -Dfaults.kills=50} is
 * the long run, {@code -Dsoak.database=MariaDB} another database.
 */
@ParameterizedClass
@MethodSource("io.modelgovernance.samples.faults.Database#products")
@Timeout(120)
@Tag("everywhere")
class ServerFaultTest {
    private static final int KILLS = Integer.getInteger("faults.kills", 1);
    private static final int CLERKS = 2;
    private static final int ENOUGH = 25;

    @TempDir
    private static Path data;

    private static FaultServer server;

    @TempDir
    private Path files;

    private final ExecutorService clerks = Executors.newFixedThreadPool(CLERKS);
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final List<Future<?>> work = new ArrayList<>();

    ServerFaultTest(String product) {
        assertFalse(product.isEmpty());
    }

    @BeforeParameterizedClassInvocation
    static void start(String product) throws IOException, InterruptedException {
        server = FaultServer.start(product, Files.createDirectory(data.resolve(product)));
    }

    @AfterParameterizedClassInvocation
    static void stop() throws IOException {
        server.close();
    }

    @AfterEach
    void dismiss() {
        clerks.shutdownNow();
    }

    private Bank bank(int connections) throws IOException {
        return new Bank(server.direct(), server.impatient(), connections, CLERKS, files);
    }

    private void begin(Bank bank) {
        for (int clerk = 0; clerk < CLERKS; clerk++) {
            int self = clerk;
            String writer = bank.writer();
            work.add(clerks.submit(() -> {
                for (int number = 1; open.get() && !Thread.currentThread().isInterrupted(); number++) {
                    bank.openFinding(self, number);
                    bank.recordDecision(writer, number);
                }
            }));
        }
    }

    private static void awaitMore(Bank bank) {
        int from = bank.acknowledged();
        while (bank.acknowledged() < from + ENOUGH) {
            Thread.onSpinWait();
        }
    }

    private void end() throws Exception {
        open.set(false);
        for (Future<?> one : work) {
            one.get();
        }
    }

    private interface Strike {
        void strike() throws Exception;
    }

    private void underLoad(Strike strike) throws Exception {
        try (Bank bank = bank(4)) {
            begin(bank);
            for (int kill = 0; kill < KILLS; kill++) {
                awaitMore(bank);
                strike.strike();
            }
            awaitMore(bank);
            end();
            bank.requireBooksToBalance();
        }
    }

    @Test
    void killedUnderLoadAndStartedAgain() throws Exception {
        assertTrue(server.durable());
        underLoad(() -> {
            server.kill();
            server.restart();
        });
    }

    /** A session that dies may have left anything in shared memory: PostgreSQL ends all the others and recovers. */
    @Test
    void oneSessionKilledUnderLoad() throws Exception {
        assumeTrue(server instanceof Server, "sessions of PostgreSQL are processes");
        underLoad(((Server) server)::killSession);
    }

    @Test
    void aServerWithNoRoomForOneMoreClientWroteNothing() throws Exception {
        assumeFalse(server instanceof H2Server, "has no such limit");
        try (Bank bank = bank(2)) {
            JdbcGovernanceStore store = JdbcGovernanceStore.of(server.direct());
            List<Connection> others = server.allConnections();
            try {
                StoreException refused = assertThrows(StoreException.class, store::head);
                assertEquals(StoreException.Outcome.NOT_WRITTEN, refused.outcome());
                assertTrue(refused.getMessage().matches(".*(53300|08004|1040).*"), refused::getMessage);
            } finally {
                for (Connection one : others) {
                    one.close();
                }
            }
            // A client that has left keeps its place until the server has noticed.
            for (int finding = 1; bank.acknowledged() == 0; finding++) {
                bank.openFinding(0, finding);
            }
            bank.requireBooksToBalance();
        }
    }

    /** A frozen server answers nothing and closes nothing; only the driver's own timeout brings a caller back. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no SIGSTOP")
    void frozenUnderLoadAndThawed() throws Exception {
        assumeFalse(server instanceof H2Server, "its driver does not close a line that it has given up on");
        try (Bank bank = bank(4)) {
            begin(bank);
            awaitMore(bank);
            server.freeze();
            try {
                int before = bank.troubles();
                while (bank.troubles() < before + 2 * CLERKS) {
                    Thread.onSpinWait();
                }
            } finally {
                server.thaw();
            }
            awaitMore(bank);
            end();
            bank.requireBooksToBalance();
        }
    }

    @Test
    void anExhaustedPoolRefusesAndRecovers() throws Exception {
        try (Bank bank = bank(2)) {
            bank.openFinding(0, 1);
            assertEquals(1, bank.acknowledged());
            try (Connection one = bank.pool().getConnection();
                    Connection two = bank.pool().getConnection()) {
                bank.openFinding(0, 2);
                assertEquals(1, bank.refused(), "it was not written, and that is known");
                assertTrue(one.isValid(5) && two.isValid(5));
            }
            bank.openFinding(0, 3);
            assertEquals(2, bank.acknowledged());
            assertEquals(0, bank.unknown());
            bank.requireBooksToBalance();
        }
    }

    /** No session is kept from one transaction to the next, so nothing may rest on one. */
    @Test
    void aPoolerInTransactionModeDoesNoHarm() throws Exception {
        assumeTrue(server instanceof Server, "a pooler of PostgreSQL's kind");
        TransactionPooler pooler = new TransactionPooler(((Server) server).unprepared(), 6);
        try (Bank bank = new Bank(server.direct(), pooler.dataSource(), 4, CLERKS, files)) {
            begin(bank);
            awaitMore(bank);
            end();
            assertEquals(0, bank.troubles());
            assertTrue(pooler.switches() > ENOUGH);
            bank.requireBooksToBalance();
        }
    }

    /** Nothing needs a second connection while it holds one. */
    @Test
    void aPoolOfOneConnectionIsEnough() throws Exception {
        try (Bank bank = bank(1)) {
            begin(bank);
            awaitMore(bank);
            end();
            assertEquals(0, bank.unknown());
            bank.requireBooksToBalance();
        }
    }

    @Test
    void manyActsOfTwoClerksOnOneModelAllStand() throws Exception {
        try (Bank bank = bank(4)) {
            int each = 50;
            for (int clerk = 0; clerk < CLERKS; clerk++) {
                int self = clerk;
                work.add(clerks.submit(() -> {
                    for (int number = 1; number <= each; number++) {
                        bank.openFinding(CLERKS * 50, self * each + number);
                    }
                }));
            }
            end();
            assertEquals(CLERKS * each, bank.acknowledged());
            bank.requireBooksToBalance();
        }
    }
}
