package io.modelgovernance.samples.faults;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.modelgovernance.Decision;
import io.modelgovernance.Governance;
import io.modelgovernance.GovernedModel;
import io.modelgovernance.Verdict;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.jdbc.JdbcGovernanceStore;
import io.modelgovernance.serving.Recording;
import io.modelgovernance.serving.ServingOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A process that serves a model: for each line it is sent it asks for a decision and says what became of it. */
final class Teller {
    private Teller() {}

    /**
     * Serves until the lines end.
     *
     * @param arguments port of the database, name of the process, lease in seconds
     */
    public static void main(String[] arguments) throws IOException {
        HikariConfig config = new HikariConfig();
        config.setDataSource(
                Server.database(Integer.parseInt(arguments[0]), "&socketTimeout=10&ApplicationName=" + arguments[1]));
        config.setMaximumPoolSize(2);
        ServingOptions options = ServingOptions.defaults()
                .withMaxStaleness(Duration.ofSeconds(Long.parseLong(arguments[2])))
                .withRecording(Recording.standard().withDeployment(arguments[1]));
        try (HikariDataSource pool = new HikariDataSource(config);
                Governance governance = GovernanceEngine.builder()
                        .store(JdbcGovernanceStore.of(pool))
                        .build();
                GovernedModel model = governance.govern(Counter.MODEL, Counter.LOADER, options);
                BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            System.out.println("ready");
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Verdict verdict = model.judge(Counter.CALL, Counter.GOOD);
                System.out.println(
                        verdict instanceof Decision
                                ? "served"
                                : "refused " + verdict.causes().get(0).check());
            }
        }
    }
}
