package io.modelgovernance.samples.faults;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.modelgovernance.Governance;
import io.modelgovernance.GovernedModel;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.jdbc.JdbcGovernanceStore;
import io.modelgovernance.serving.RecordRule;
import io.modelgovernance.serving.RecordRule.WhenFull;
import io.modelgovernance.serving.Recording;
import io.modelgovernance.serving.ServingOptions;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;

/** A process that decides as often as eight hours would have it, in a small heap: {@code PORT DECISIONS}. */
final class Soaked {
    private static final int TENTHS = 10;

    private Soaked() {}

    /** Says after each tenth how much of the heap is in use once the garbage is collected, in kilobytes. */
    public static void main(String[] arguments) {
        int tenth = Integer.parseInt(arguments[1]) / TENTHS;
        HikariConfig config = new HikariConfig();
        config.setDataSource(Server.database(Integer.parseInt(arguments[0]), "&socketTimeout=60"));
        config.setMaximumPoolSize(3);
        RecordRule rule = RecordRule.standard().whenFull(WhenFull.BLOCK).maxWait(Duration.ofMinutes(5));
        ServingOptions options = ServingOptions.defaults()
                .withCapacity(2_000)
                .withRecording(Recording.standard().withRule(rule));
        try (HikariDataSource pool = new HikariDataSource(config);
                Governance governance = GovernanceEngine.builder()
                        .store(JdbcGovernanceStore.of(pool))
                        .build();
                GovernedModel model = governance.govern(Counter.MODEL, Counter.LOADER, options)) {
            long decided = 0;
            for (int i = 0; i < TENTHS; i++) {
                for (int call = 0; call < tenth; call++) {
                    model.judge(Counter.CALL, Counter.GOOD).orThrow();
                    decided++;
                }
                model.flush();
                System.gc();
                long used =
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
                int threads = ManagementFactory.getThreadMXBean().getThreadCount();
                System.out.println(String.format(
                        Locale.ROOT, "%d %d %d %d", decided, model.tally().stored(), used >> 10, threads));
            }
        }
    }
}
