package io.modelgovernance.core.drift;

import io.modelgovernance.drift.DriftTest;
import io.modelgovernance.tck.DriftTestContract;
import io.modelgovernance.tck.Source;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** The library's own drift tests under the contract. */
class DriftTestContractsTest {
    private static final Source BEFORE = Source.normal(0, 1);

    private static DriftTestContract.Shift shift(double by, int window, double chance) {
        return new DriftTestContract.Shift(BEFORE, 2_000, Source.normal(by, 1), window, chance);
    }

    /** At level 0.01, D of 0.2 at 400 values. */
    @Nested
    class Ks extends DriftTestContract {
        @Override
        protected DriftTest test() {
            return KsDrift.withDefaults();
        }

        @Override
        protected double falseAlarms() {
            return 0.01;
        }

        @Override
        protected List<Shift> shifts() {
            return List.of(
                    shift(0.4, 400, 0.99),
                    new Shift(BEFORE, 2_000, Source.normal(0, 2), 400, 0.99),
                    new Shift(Source.ties(6, 1), 1_000, Source.ties(6, 2), 300, 0.95));
        }
    }

    /** Chi-square over deciles. */
    @Nested
    class Counts extends DriftTestContract {
        @Override
        protected DriftTest test() {
            return ChiSquareDrift.withDefaults();
        }

        @Override
        protected double falseAlarms() {
            return 0.01;
        }

        @Override
        protected List<Shift> shifts() {
            return List.of(shift(0.4, 400, 0.99), new Shift(BEFORE, 2_000, Source.normal(0, 2), 400, 0.99));
        }
    }

    /** The index by itself has no level: of 60 values it says drift of nothing in a third of the windows. */
    @Nested
    class Psi extends DriftTestContract {
        @Override
        protected DriftTest test() {
            return PsiDrift.withDefaults();
        }

        @Override
        protected double falseAlarms() {
            return 0.85;
        }

        @Override
        protected List<Shift> shifts() {
            return List.of(shift(0.7, 400, 0.99));
        }
    }
}
