package io.modelgovernance.core.serving;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import java.lang.invoke.MethodHandles;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordRowsTest {
    private static final FeatureSchema SCHEMA = FeatureSchema.of(
            Feature.numeric("income"),
            Feature.numeric("age"),
            Feature.numeric("debt").orMissing(),
            Feature.numeric("employed"),
            Feature.categorical("home", "OWNER", "TENANT"),
            Feature.categorical("region", "north", "south").orMissing(),
            Feature.numeric("months"),
            Feature.numeric("ratio"));

    private enum Home {
        TENANT,
        OWNER,
        PARENTS
    }

    /** In another order than the schema's. */
    private record Applicant(
            Home home,
            int age,
            double income,
            @Nullable BigDecimal debt,
            boolean employed,
            @Nullable String region,
            long months,
            float ratio) {}

    private record Few(double income) {}

    private static RecordRows<Applicant> rows() {
        return RecordRows.of(SCHEMA, Applicant.class, MethodHandles.lookup());
    }

    @Test
    void componentsFindTheirFeaturesByName() {
        Applicant full = new Applicant(Home.TENANT, 41, 2_500.5, new BigDecimal("12.25"), true, "south", 7L, 0.5f);
        Applicant less = new Applicant(Home.OWNER, 20, -0.0, null, false, null, 1L << 53, 0);
        double[] one = {2_500.5, 41, 12.25, 1, 1, 1, 7, 0.5};
        double[] two = {-0.0, 20, Double.NaN, 0, 0, Double.NaN, 9007199254740992.0, 0};
        assertArrayEquals(one, rows().row(full));
        assertArrayEquals(two, rows().row(less));
        double[] both = rows().rows(List.of(full, less));
        assertArrayEquals(one, java.util.Arrays.copyOfRange(both, 0, 8));
        assertArrayEquals(two, java.util.Arrays.copyOfRange(both, 8, 16));
        assertArrayEquals(
                SCHEMA.row(Map.of(
                        "income",
                        2_500.5,
                        "age",
                        41,
                        "debt",
                        12.25,
                        "employed",
                        1,
                        "home",
                        "TENANT",
                        "region",
                        "south",
                        "months",
                        7,
                        "ratio",
                        0.5)),
                one,
                "as the same values by name");
    }

    @Test
    void anUnseenCategoryIsNamed() {
        Applicant odd = new Applicant(Home.PARENTS, 1, 1, null, true, null, 1, 1);
        InvalidInputException e = assertThrows(InvalidInputException.class, () -> rows().row(odd));
        assertTrue(e.getMessage().contains("feature home has an unseen category"), e::getMessage);
    }

    @Test
    void aRecordThatDoesNotFitIsRefusedWhenItIsWired() {
        MethodHandles.Lookup here = MethodHandles.lookup();
        assertThrows(InvalidInputException.class, () -> RecordRows.of(SCHEMA, Few.class, here));
        FeatureSchema fewer = FeatureSchema.of(Feature.numeric("age"));
        assertThrows(InvalidInputException.class, () -> RecordRows.of(fewer, Applicant.class, here));
        FeatureSchema category = FeatureSchema.of(Feature.categorical("income", "low", "high"));
        assertThrows(InvalidInputException.class, () -> RecordRows.of(category, Few.class, here));
        FeatureSchema numeric = FeatureSchema.of(Feature.numeric("income"));
        assertThrows(
                InvalidInputException.class, () -> RecordRows.of(numeric, Few.class, MethodHandles.publicLookup()));
    }
}
