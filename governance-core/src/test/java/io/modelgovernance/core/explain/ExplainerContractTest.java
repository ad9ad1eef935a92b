package io.modelgovernance.core.explain;

import io.modelgovernance.explain.Explainer;
import io.modelgovernance.model.Rows;
import io.modelgovernance.tck.ExplainerContract;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;

/** Our explainers keep what we ask of those of others. */
class ExplainerContractTest {
    private static final Set<ExplainerContract.Claim> ALL = EnumSet.allOf(ExplainerContract.Claim.class);

    @Nested
    class Exact extends ExplainerContract {
        @Override
        protected Explainer over(Rows background) {
            return ExactShapley.withDefaults().over(background);
        }

        @Override
        protected Set<Claim> claims() {
            return ALL;
        }
    }

    @Nested
    class Kernel extends ExplainerContract {
        @Override
        protected Explainer over(Rows background) {
            return KernelShap.withDefaults().withBudget(64).over(background);
        }

        @Override
        protected Set<Claim> claims() {
            return ALL;
        }
    }

    @Nested
    class SampledKernel extends ExplainerContract {
        @Override
        protected Explainer over(Rows background) {
            return KernelShap.withDefaults().withBudget(26).over(background);
        }

        @Override
        protected Set<Claim> claims() {
            return EnumSet.of(Claim.EFFICIENCY, Claim.ADDITIVITY);
        }
    }

    @Nested
    class Permutation extends ExplainerContract {
        @Override
        protected Explainer over(Rows background) {
            return PermutationShapley.withDefaults().withRounds(16).over(background);
        }

        @Override
        protected Set<Claim> claims() {
            return EnumSet.of(Claim.EFFICIENCY, Claim.NULL_PLAYER, Claim.ADDITIVITY);
        }
    }

    @Nested
    class Grouped extends ExplainerContract {
        @Override
        protected Explainer over(Rows background) {
            return GroupedShapley.of(background.schema(), List.of()).over(background);
        }

        @Override
        protected Set<Claim> claims() {
            return ALL;
        }
    }

    @Nested
    class LeftOut extends ExplainerContract {
        @Override
        protected Explainer over(Rows background) {
            return Occlusion.over(background);
        }

        @Override
        protected Set<Claim> claims() {
            return EnumSet.of(Claim.SYMMETRY, Claim.NULL_PLAYER, Claim.ADDITIVITY, Claim.IRRELEVANCE);
        }
    }
}
