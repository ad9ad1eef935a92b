package io.modelgovernance.samples.springboot;

import io.modelgovernance.Actor;
import io.modelgovernance.Digest;
import io.modelgovernance.Estimate;
import io.modelgovernance.Governance;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.jdbc.JdbcGovernanceStore;
import io.modelgovernance.jdbc.JdbcSchema;
import io.modelgovernance.policy.Policy;
import io.modelgovernance.policy.TierRule;
import io.modelgovernance.registry.Candidate;
import io.modelgovernance.registry.DecisionRule;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.PlannedTest;
import io.modelgovernance.risk.RiskTier;
import io.modelgovernance.risk.Validation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/** What people and jobs elsewhere do on the same database: install, register, validate, approve, stop. */
final class Pipeline implements AutoCloseable {
    private static final Actor ANA = Actor.human("ana", "developer");
    private static final Actor BEN = Actor.human("ben", "validator");
    private static final Actor CLEO = Actor.human("cleo", "risk-officer");

    final Governance governance;

    Pipeline(DataSource database) {
        JdbcSchema.install(database);
        Map<RiskTier, TierRule> tiers = new EnumMap<>(RiskTier.class);
        for (RiskTier tier : RiskTier.values()) {
            tiers.put(tier, new TierRule(1, Set.of("validator"), Duration.ofDays(90), false));
        }
        governance = GovernanceEngine.builder()
                .store(JdbcGovernanceStore.of(database))
                .policy(new Policy("desk/1", Map.of(), tiers, true))
                .build();
    }

    void promote(Path directory) throws IOException {
        Path file = Files.writeString(
                directory.resolve(Scorecard.FILE), "intercept = -1\nincome = -0.00004\ndebt = 0.0001\n");
        VersionId version = governance
                .registry()
                .register(
                        ANA,
                        Scorecard.MODEL,
                        Candidate.of(file)
                                .withRule(DecisionRule.declineFrom(0.5))
                                .withPurposes(Scorecard.PURPOSE),
                        Scorecard.SCHEMA)
                .id();
        String plan = governance
                .risk()
                .plan(CLEO, Scorecard.MODEL, List.of(PlannedTest.atLeast("auc", 0.7)))
                .id();
        governance
                .risk()
                .validate(
                        BEN,
                        version,
                        Validation.approved(plan, "as planned")
                                .measured("auc", Estimate.of(0.81, 0.78, 0.84, 0.95, 796, "DeLong"))
                                .on("later loans", Digest.of(new byte[] {2})));
        governance.registry().request(ANA, version, "production", "first version");
        governance.registry().approve(BEN, version, "validated");
    }

    void stop() {
        governance.registry().suspend(CLEO, Scorecard.MODEL, "incident 12");
    }

    void resume() {
        governance.registry().resume(BEN, Scorecard.MODEL, "solved");
    }

    @Override
    public void close() {
        governance.close();
    }
}
