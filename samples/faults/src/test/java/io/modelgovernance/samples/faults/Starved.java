package io.modelgovernance.samples.faults;

import io.modelgovernance.Decision;
import io.modelgovernance.Governance;
import io.modelgovernance.GovernedModel;
import io.modelgovernance.Verdict;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.serving.RecordRule;
import io.modelgovernance.serving.Recording;
import io.modelgovernance.serving.ServingListener;
import io.modelgovernance.serving.ServingOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Decides while another thread of the process takes all memory, again and again; prints how many calls were answered,
 * how often somebody had no memory, and how many of the answered have no record in the end.
 */
final class Starved {
    private static final int DECISIONS = 600;
    private static final int CHUNK = 1 << 12;

    private final AtomicInteger starved = new AtomicInteger();
    private final AtomicInteger told = new AtomicInteger();
    private volatile boolean over;

    private Starved() {}

    public static void main(String[] arguments) throws Exception {
        new Starved().run(Path.of(arguments[0]));
    }

    /** Takes what there is, keeps it while calls go on, and gives it back. */
    private void eat(AtomicInteger calls) {
        while (!over) {
            List<byte[]> eaten = new ArrayList<>(1 << 15);
            try {
                while (!over) {
                    eaten.add(new byte[CHUNK]);
                }
            } catch (OutOfMemoryError e) {
                starved.incrementAndGet();
            }
            int until = calls.get() + 3;
            while (!over && calls.get() < until) {
                Thread.onSpinWait();
            }
            eaten.clear();
            until = calls.get() + 50;
            while (!over && calls.get() < until) {
                Thread.onSpinWait();
            }
        }
    }

    private final class Health implements ServingListener {
        @Override
        public void store(ServingListener.Store state) {
            told.incrementAndGet();
        }
    }

    private void run(Path directory) throws Exception {
        InMemoryGovernanceStore store = new InMemoryGovernanceStore();
        String[] served = new String[DECISIONS];
        int answered = 0;
        AtomicInteger calls = new AtomicInteger();
        ServingOptions options = ServingOptions.defaults()
                .withListener(new Health())
                .withRecording(
                        Recording.standard().withRule(RecordRule.standard().whenFull(RecordRule.WhenFull.REFUSE)));
        try (Governance governance = GovernanceEngine.builder().store(store).build()) {
            Counter.promote(governance, directory);
            try (GovernedModel model = governance.govern(Counter.MODEL, Counter.LOADER, options)) {
                for (int i = 0; i < 100; i++) {
                    model.record(model.judge(Counter.CALL, Counter.GOOD).id());
                    model.flush();
                }
                Thread eater = new Thread(() -> eat(calls), "eater");
                eater.setDaemon(true);
                eater.start();
                while (calls.incrementAndGet() <= DECISIONS) {
                    try {
                        Verdict verdict = model.judge(Counter.CALL, Counter.GOOD);
                        if (verdict instanceof Decision.Served) {
                            served[answered++] = verdict.id();
                        }
                        if (calls.get() % 100 == 0) {
                            model.flush();
                        }
                    } catch (VirtualMachineError e) {
                        // Where the JDK links a call it wraps the lack of memory in an InternalError.
                        starved.incrementAndGet();
                    }
                }
                over = true;
                eater.join();
                model.flush();
                int missing = 0;
                for (int i = 0; i < answered; i++) {
                    missing += model.record(served[i]).isPresent() ? 0 : 1;
                }
                System.out.println(answered + " " + starved + " " + told + " " + missing + " "
                        + (governance.audit().verify().intact() ? 1 : 0));
            }
        }
    }
}
