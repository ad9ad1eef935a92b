package io.modelgovernance.samples.springboot;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The loan desk; it starts only if a version may decide. */
@SpringBootApplication
public class LoanDeskApplication {
    /** Made by Spring. */
    public LoanDeskApplication() {}

    /**
     * Starts it.
     *
     * @param args Spring's, such as {@code --spring.datasource.url=jdbc:postgresql://...}
     */
    public static void main(String[] args) {
        SpringApplication.run(LoanDeskApplication.class, args);
    }
}
