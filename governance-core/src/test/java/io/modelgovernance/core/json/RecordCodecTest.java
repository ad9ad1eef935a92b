package io.modelgovernance.core.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelgovernance.EarlierForm;
import io.modelgovernance.IntegrityException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.audit.Deposit;
import io.modelgovernance.audit.RetentionClass;
import io.modelgovernance.core.audit.KeyInUse;
import io.modelgovernance.core.audit.LostHead;
import io.modelgovernance.core.ledger.EntryBody;
import io.modelgovernance.core.monitoring.ReferenceRecord;
import io.modelgovernance.core.registry.ModelState;
import io.modelgovernance.drift.DriftReport;
import io.modelgovernance.drift.Profile;
import io.modelgovernance.inventory.Attestation;
import io.modelgovernance.inventory.UseObservation;
import io.modelgovernance.lineage.DatasetVersion;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.RunRecord;
import io.modelgovernance.monitoring.Alert;
import io.modelgovernance.monitoring.GroupUse;
import io.modelgovernance.monitoring.Look;
import io.modelgovernance.monitoring.OutcomeObservation;
import io.modelgovernance.monitoring.RetrainingRequest;
import io.modelgovernance.policy.ChecklistAnswer;
import io.modelgovernance.policy.RuleExemption;
import io.modelgovernance.registry.Alias;
import io.modelgovernance.registry.AliasCorrection;
import io.modelgovernance.registry.Deployment;
import io.modelgovernance.registry.Environment;
import io.modelgovernance.registry.ImportedHistory;
import io.modelgovernance.registry.Listing;
import io.modelgovernance.registry.ModelCard;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.registry.Retention;
import io.modelgovernance.registry.TransitionRequest;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.review.ReviewCase;
import io.modelgovernance.risk.ConditionsOnRecord;
import io.modelgovernance.risk.Finding;
import io.modelgovernance.risk.RiskAssessment;
import io.modelgovernance.risk.RiskOverride;
import io.modelgovernance.risk.ValidationPlan;
import io.modelgovernance.risk.ValidationReport;
import io.modelgovernance.rollout.Rollout;
import io.modelgovernance.serving.DecisionRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordCodecTest {
    /** One of each kind of number and text, so that each way of reading is met. */
    record Sample(int count, long big, double number, boolean flag, Instant at, Duration pause, Set<String> tags) {}

    private static final String SAMPLE =
            "{\"at\":\"2026-11-23T08:00:00Z\",\"big\":\"9007199254740993\",\"count\":7,\"flag\":true,\"number\":0.5,"
                    + "\"tags\":[\"a\",\"b\"],\"pause\":\"PT1M\"}";

    /** Every class of record that is stored, and the journal's. */
    @Provide
    Arbitrary<Class<?>> stored() {
        return Arbitraries.of(
                KeyInUse.class,
                LostHead.class,
                ModelState.class,
                AliasCorrection.class,
                Listing.class,
                ModelVersion.class,
                ImportedHistory.class,
                Retention.class,
                Deposit.class,
                RetentionClass.class,
                Alias.class,
                TransitionRequest.class,
                ChecklistAnswer.class,
                Deployment.class,
                Environment.class,
                ModelCard.class,
                RiskAssessment.class,
                RiskOverride.class,
                ConditionsOnRecord.class,
                RuleExemption.class,
                Attestation.class,
                UseObservation.class,
                OutcomeObservation.class,
                Finding.class,
                ValidationPlan.class,
                ValidationReport.class,
                ReferenceRecord.class,
                Profile.class,
                DriftReport.class,
                Look.class,
                Alert.class,
                RetrainingRequest.class,
                GroupUse.class,
                RunRecord.class,
                DatasetVersion.class,
                Edge.class,
                DecisionRecord.class,
                Rollout.class,
                ReviewCase.class,
                EntryBody.class);
    }

    @Property(tries = 1_500)
    void whatIsWrittenIsReadAsEqual(@ForAll("stored") Class<?> type, @ForAll long seed) {
        Object record = new RandomRecords(seed).next(type);
        byte[] json = RecordCodec.write(record);
        Object read = RecordCodec.read(type, json);
        assertEquals(record, read);
        assertArrayEquals(json, RecordCodec.write(read));
        assertArrayEquals(json, CanonicalJson.canonicalize(json));
    }

    @Property(tries = 400)
    void aMissingOrUnknownFieldIsAnError(@ForAll("stored") Class<?> type, @ForAll long seed) {
        Random random = new Random(seed);
        JsonNode json = CanonicalJson.parse(RecordCodec.write(new RandomRecords(seed).next(type)));
        List<String> names = new ArrayList<>();
        json.fieldNames().forEachRemaining(names::add);
        String gone = names.get(random.nextInt(names.size()));
        ObjectNode less = json.deepCopy();
        less.remove(gone);
        ObjectNode more = json.deepCopy();
        more.set("surplus", JsonNodeFactory.instance.numberNode(1));
        ObjectNode renamed = json.deepCopy();
        renamed.set(gone + "_", renamed.remove(gone));
        for (ObjectNode changed : List.of(less, more, renamed)) {
            IntegrityException refused =
                    assertThrows(IntegrityException.class, () -> RecordCodec.read(type, CanonicalJson.write(changed)));
            assertTrue(refused.getMessage().contains("The stored " + type.getSimpleName()), refused::getMessage);
        }
    }

    @Property(tries = 3_000)
    void damageIsEitherHarmlessOrATypedError(
            @ForAll("stored") Class<?> type, @ForAll long seed, @ForAll int where, @ForAll byte what) {
        byte[] json = RecordCodec.write(new RandomRecords(seed).next(type));
        json[Math.floorMod(where, json.length)] = what;
        try {
            Object read = RecordCodec.read(type, json);
            assertEquals(read, RecordCodec.read(type, RecordCodec.write(read)));
        } catch (IntegrityException e) {
            assertTrue(e.getMessage().contains("must be readable"), e::getMessage);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "7|\"7\"",
                "7|7.0",
                "7|7.5",
                "7|2147483648",
                "7|1e300",
                "7|null",
                "7|[7]",
                "7|true",
                "\"9007199254740993\"|9007199254740993",
                "\"9007199254740993\"|\"+9007199254740993\"",
                "\"9007199254740993\"|\"99999999999999999999\"",
                "\"9007199254740993\"|\"\u0669\u0660\u0660\u0667\u0661\u0669\u0669\u0662\u0665\u0664\u0667\u0664\u0660\u0669\u0669\u0663\"",
                "0.5|\"0.5\"",
                "0.5|\"nan\"",
                "0.5|\"0x1p3\"",
                "0.5|\"1d\"",
                "0.5|null",
                "true|\"true\"",
                "true|1",
                "\"2026-11-23T08:00:00Z\"|\"yesterday\"",
                "\"2026-11-23T08:00:00Z\"|\"2026-02-30T08:00:00Z\"",
                "\"2026-11-23T08:00:00Z\"|0",
                "\"PT1M\"|\"a minute\"",
                "\"PT1M\"|60",
                "[\"a\",\"b\"]|[\"a\",\"a\"]",
                "[\"a\",\"b\"]|{\"a\":\"b\"}",
                "[\"a\",\"b\"]|[\"a\",null]",
                "\"count\":7,|`",
                "\"count\":7|\"count\":7,\"count\":7"
            })
    void nothingIsReadThatWasNotWrittenSo(String good, String bad) {
        assertEquals(7, sample(SAMPLE).count());
        String damaged = SAMPLE.replace(good, bad.equals("`") ? "" : bad);
        IntegrityException refused = assertThrows(IntegrityException.class, () -> sample(damaged));
        assertTrue(refused.getMessage().startsWith("The stored Sample must be readable: "), refused::getMessage);
    }

    @Test
    void numbersThatJsonHasNoWordForAreText() {
        Sample sample = new Sample(
                Integer.MIN_VALUE, Long.MIN_VALUE, Double.NaN, false, Instant.MAX, Duration.ZERO, Set.of("b", "a"));
        String json = new String(RecordCodec.write(sample), StandardCharsets.UTF_8);
        assertTrue(json.contains("\"big\":\"-9223372036854775808\""), json);
        assertTrue(json.contains("\"number\":\"NaN\""), json);
        assertTrue(json.contains("\"tags\":[\"a\",\"b\"]"), json);
        assertEquals(sample, sample(json));
        assertEquals(sample(SAMPLE), sample(SAMPLE.replace("\"a\",\"b\"", "\"b\",\"a\"")));
    }

    @Test
    void aVersionIdIsReadOnlyAsItIsWritten() {
        Alias alias = new RandomRecords(1).next(Alias.class);
        String json = new String(RecordCodec.write(alias), StandardCharsets.UTF_8);
        String id = alias.version().toString();
        for (String odd :
                List.of("m:+1", "m:01", "m:\u0661", "m:0", "M:1", "m", "m:", ":1", "m:1:", "m:2147483648", "../m:1")) {
            assertThrows(
                    IntegrityException.class,
                    () -> RecordCodec.read(Alias.class, json.replace(id, odd).getBytes(StandardCharsets.UTF_8)),
                    odd);
        }
        assertEquals(new VersionId("m", 12), VersionId.parse("m:12"));
    }

    @Test
    void whatCouldNotBeReadAgainIsNotWritten() {
        InvalidInputException long1 =
                assertThrows(InvalidInputException.class, () -> RecordCodec.write(Map.of("x".repeat(60_000), "y")));
        assertTrue(long1.getMessage().contains("has 60000 letters but must be at most 10000"), long1::getMessage);
        InvalidInputException long2 = assertThrows(
                InvalidInputException.class, () -> RecordCodec.write(List.of("x".repeat(CanonicalJson.MAX_BYTES))));
        assertTrue(long2.getMessage().contains("must be at most 16777216"), long2::getMessage);
        InvalidInputException half =
                assertThrows(InvalidInputException.class, () -> RecordCodec.write(List.of("\ud800")));
        assertTrue(half.getMessage().contains("well-formed Unicode"), half::getMessage);
    }

    /** Had one component less once; a shorter constructor that is not marked reads nothing. */
    record Grown(int count, String name, List<String> tags) {
        @EarlierForm
        Grown(int count, String name) {
            this(count, name, List.of("old"));
        }

        Grown(int count) {
            this(count, "none");
        }
    }

    /** Marked though it does not take the first components. */
    record Misgrown(int count, String name) {
        @EarlierForm
        Misgrown(String name) {
            this(0, name);
        }
    }

    @Test
    void anEarlierFormIsReadByTheConstructorThatIsMarked() {
        String full = "{\"count\":1,\"name\":\"a\",\"tags\":[]}";
        assertEquals(new Grown(1, "a", List.of()), grown(full));
        assertEquals(new Grown(1, "a", List.of("old")), grown("{\"count\":1,\"name\":\"a\"}"));
        for (String wrong :
                List.of("{\"count\":1}", "{}", "{\"name\":\"a\",\"tags\":[]}", "{\"count\":1,\"tags\":[]}")) {
            assertThrows(IntegrityException.class, () -> grown(wrong), wrong);
        }
        byte[] json = "{\"name\":\"a\"}".getBytes(StandardCharsets.UTF_8);
        assertThrows(IllegalStateException.class, () -> RecordCodec.read(Misgrown.class, json));
    }

    private static Grown grown(String json) {
        return RecordCodec.read(Grown.class, json.getBytes(StandardCharsets.UTF_8));
    }

    private static Sample sample(String json) {
        return RecordCodec.read(Sample.class, json.getBytes(StandardCharsets.UTF_8));
    }
}
