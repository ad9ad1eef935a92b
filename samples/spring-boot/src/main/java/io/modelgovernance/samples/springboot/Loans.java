package io.modelgovernance.samples.springboot;

import io.modelgovernance.Actor;
import io.modelgovernance.Decision;
import io.modelgovernance.samples.springboot.GovernanceConfiguration.JoinedModel;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Decides about loans and books them: the row and the record of its decision are both there, or neither. */
@Service
class Loans {
    private static final Actor DESK = Actor.service("loan-desk");

    private final JoinedModel credit;
    private final JdbcTemplate database;

    Loans(JoinedModel credit, JdbcTemplate database) {
        this.credit = credit;
        this.database = database;
    }

    @Transactional
    Loan apply(LoanRequest request) {
        Decision decision = credit.model()
                .decide(DESK, Scorecard.PURPOSE, Map.of("income", request.income(), "debt", request.debt()));
        Loan loan = new Loan(
                request.application(),
                decision.outcome().name(),
                decision.id(),
                decision.version().toString());
        database.update(
                "insert into loan (application, outcome, decision) values (?, ?, ?)",
                loan.application(),
                loan.outcome(),
                loan.decision());
        return loan;
    }
}
