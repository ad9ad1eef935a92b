package io.modelgovernance.tck;

import io.modelgovernance.spi.StaleScopeException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A few threads that start at once. */
final class Race implements AutoCloseable {
    static final int RACERS = 4;

    private final ExecutorService pool = Executors.newFixedThreadPool(RACERS);

    /** What each racer does. */
    interface Racer {
        void run(int racer) throws IOException;
    }

    /** Starts all racers at once; true for one that came through, false for one that was stale. */
    List<Boolean> run(Racer body) throws Exception {
        CyclicBarrier start = new CyclicBarrier(RACERS);
        List<Future<Boolean>> futures = new ArrayList<>();
        for (int racer = 0; racer < RACERS; racer++) {
            int number = racer;
            Callable<Boolean> task = () -> {
                start.await();
                try {
                    body.run(number);
                    return true;
                } catch (StaleScopeException e) {
                    return false;
                }
            };
            futures.add(pool.submit(task));
        }
        List<Boolean> won = new ArrayList<>();
        for (Future<Boolean> future : futures) {
            won.add(future.get());
        }
        return won;
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
