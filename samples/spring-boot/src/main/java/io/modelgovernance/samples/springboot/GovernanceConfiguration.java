package io.modelgovernance.samples.springboot;

import io.micrometer.core.instrument.MeterRegistry;
import io.modelgovernance.Governance;
import io.modelgovernance.GovernedModel;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.jdbc.JdbcGovernanceStore;
import io.modelgovernance.micrometer.ModelMetrics;
import io.modelgovernance.micrometer.StoreMetrics;
import io.modelgovernance.serving.ServingOptions;
import io.modelgovernance.spi.MeteredStore;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Wires governance to Spring's data source, meters and transactions. */
@Configuration(proxyBeanMethods = false)
class GovernanceConfiguration {
    /** Needs the schema: it is the deployment's to install, not that of a service with a service's rights. */
    @Bean
    JdbcGovernanceStore governanceStore(DataSource dataSource) {
        return JdbcGovernanceStore.of(dataSource);
    }

    @Bean
    Governance governance(JdbcGovernanceStore store, MeterRegistry meters) {
        return GovernanceEngine.builder()
                .store(MeteredStore.of(store, StoreMetrics.of(meters)))
                .build();
    }

    /** Decides and keeps records by itself; for what is asked outside a transaction. */
    @Bean
    GovernedModel credit(Governance governance, MeterRegistry meters) {
        ModelMetrics metrics = ModelMetrics.of(meters, Scorecard.MODEL);
        GovernedModel credit = governance.govern(
                Scorecard.MODEL, Scorecard::load, ServingOptions.defaults().withListener(metrics));
        metrics.watch(credit);
        return credit;
    }

    /** The same model, which keeps its records in whatever transaction of Spring's the thread is in. */
    @Bean
    JoinedModel joinedCredit(GovernedModel credit, JdbcGovernanceStore store, DataSource dataSource) {
        TransactionAwareDataSourceProxy aware = new TransactionAwareDataSourceProxy(dataSource);
        return new JoinedModel(
                credit.joining(store.joining(() -> TransactionSynchronizationManager.isActualTransactionActive()
                        ? Optional.of(aware.getConnection())
                        : Optional.empty())));
    }

    /**
     * Tells the two models apart by type.
     *
     * @param model the view that joins transactions
     */
    record JoinedModel(GovernedModel model) {}
}
