package io.modelgovernance.samples.springboot;

import io.modelgovernance.GovernedModel;
import io.modelgovernance.RefusedException;
import io.modelgovernance.jdbc.JdbcHealth;
import javax.sql.DataSource;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Up while a version may decide and the database of governance is whole. */
@Component
class CreditHealthIndicator implements HealthIndicator {
    private final GovernedModel credit;
    private final DataSource dataSource;

    CreditHealthIndicator(GovernedModel credit, DataSource dataSource) {
        this.credit = credit;
        this.dataSource = dataSource;
    }

    @Override
    public Health health() {
        JdbcHealth database = JdbcHealth.of(dataSource);
        Health.Builder health = database.up() ? Health.up() : Health.down();
        health.withDetail("missing", database.missing());
        try {
            return health.withDetail("decides", credit.permitted().toString()).build();
        } catch (RefusedException e) {
            return health.down().withDetail("reasons", e.reasons()).build();
        }
    }
}
