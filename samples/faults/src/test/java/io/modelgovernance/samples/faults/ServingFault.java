package io.modelgovernance.samples.faults;

import io.modelgovernance.StoreException;
import io.modelgovernance.jdbc.JdbcGovernanceStore;
import io.modelgovernance.spi.Observation;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What may happen under a service that decides. */
enum ServingFault {
    /** The server's processes are killed, and it is started again. */
    KILLED {
        @Override
        void strike(Server server, SwitchedClock clock) throws IOException {
            server.kill();
        }

        @Override
        void heal(Server server, SwitchedClock clock) throws IOException {
            server.restart();
        }
    },
    /** The server stands still and closes nothing. */
    FROZEN {
        @Override
        void strike(Server server, SwitchedClock clock) throws Exception {
            server.freeze();
        }

        @Override
        void heal(Server server, SwitchedClock clock) throws Exception {
            server.thaw();
        }
    },
    /** Somebody holds a lock on the table of the decisions for longer than any caller waits. */
    SLOW {
        private Connection holder;

        @Override
        void strike(Server server, SwitchedClock clock) throws SQLException {
            holder = server.direct().getConnection();
            holder.setAutoCommit(false);
            try (Statement statement = holder.createStatement()) {
                statement.execute("lock table gov_observation in exclusive mode");
            }
        }

        @Override
        void heal(Server server, SwitchedClock clock) throws SQLException {
            holder.rollback();
            holder.close();
        }
    },
    /** Tables cannot grow. */
    FULL {
        @Override
        boolean possible() throws InterruptedException {
            try {
                return new ProcessBuilder("prlimit", "--version").start().waitFor() == 0;
            } catch (IOException e) {
                return false;
            }
        }

        @Override
        void strike(Server server, SwitchedClock clock) throws Exception {
            server.limitFiles("20000000");
            fill(JdbcGovernanceStore.of(server.direct()));
        }

        @Override
        void heal(Server server, SwitchedClock clock) throws Exception {
            server.limitFiles("unlimited");
        }
    },
    /** The clock is wrong by up to two days, each time by another amount. */
    CLOCK_JUMPS {
        @Override
        boolean stopsTheStore() {
            return false;
        }

        @Override
        void strike(Server server, SwitchedClock clock) {
            clock.broken(true);
        }

        @Override
        void heal(Server server, SwitchedClock clock) {
            clock.broken(false);
        }
    };

    abstract void strike(Server server, SwitchedClock clock) throws Exception;

    abstract void heal(Server server, SwitchedClock clock) throws Exception;

    /** Whether this machine can have it. */
    boolean possible() throws InterruptedException {
        return true;
    }

    boolean stopsTheStore() {
        return true;
    }

    /** Stores other things until there is no room for more. */
    private static void fill(JdbcGovernanceStore store) {
        SplittableRandom random = new SplittableRandom(1);
        for (long sequence = 1; ; ) {
            List<Observation> batch = new ArrayList<>();
            for (int i = 0; i < 500; i++, sequence++) {
                byte[] body = new byte[1_000];
                random.nextBytes(body);
                batch.add(new Observation("filler", "w", sequence, "id" + sequence, Instant.EPOCH, body));
            }
            try {
                store.append(batch);
            } catch (StoreException e) {
                return;
            }
        }
    }
}
