package io.modelgovernance.samples.springboot;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.RefusedException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The desk's counter. */
@RestController
class LoanController {
    private final Loans loans;

    LoanController(Loans loans) {
        this.loans = loans;
    }

    @PostMapping("/loans")
    @ResponseStatus(HttpStatus.CREATED)
    Loan apply(@RequestBody LoanRequest request) {
        return loans.apply(request);
    }

    /** What was sent does not fit the model; the message names the feature and no value of another. */
    @ExceptionHandler
    ProblemDetail unfit(InvalidInputException problem) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_ENTITY, problem.getMessage());
    }

    /** No version may decide now. */
    @ExceptionHandler
    ProblemDetail refused(RefusedException problem) {
        ProblemDetail detail =
                ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, "No decision is made now.");
        detail.setProperty("reasons", problem.reasons());
        return detail;
    }

    @ExceptionHandler
    ProblemDetail known(DuplicateKeyException problem) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "The application is decided already.");
    }
}
