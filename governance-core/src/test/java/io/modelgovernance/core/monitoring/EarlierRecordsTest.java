package io.modelgovernance.core.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Estimate;
import io.modelgovernance.IntegrityException;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.core.performance.ClassCounts;
import io.modelgovernance.core.performance.ErrorCounts;
import io.modelgovernance.core.performance.ScoreBin;
import io.modelgovernance.core.performance.ScoreCounts;
import io.modelgovernance.drift.DriftVerdict;
import io.modelgovernance.monitoring.Alert;
import io.modelgovernance.monitoring.FigureLook;
import io.modelgovernance.monitoring.Levels;
import io.modelgovernance.monitoring.Look;
import io.modelgovernance.monitoring.MonitorDefinition;
import io.modelgovernance.monitoring.PerformanceRule;
import io.modelgovernance.monitoring.PerformanceRule.Metric;
import io.modelgovernance.monitoring.QualityRule;
import io.modelgovernance.monitoring.QualityRule.Check;
import io.modelgovernance.monitoring.Segment;
import io.modelgovernance.monitoring.TimeWindow;
import io.modelgovernance.monitoring.WindowPlan;
import io.modelgovernance.registry.VersionId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What was written before there were rules of segments, of numbers and of classes, byte by byte as it was written then. */
class EarlierRecordsTest {
    private static final String DEFINITION = """
            {"at":"2026-03-01T00:00:00Z","by":"cleo","definition":{"chance":0.05,"confirm":1,"minimum":50,"revision":0,\
            "rules":{"performance":[{"expected":false,"late":30,"levels":{"alarm":0.8,"alarmClear":0.8,"falling":true,\
            "warning":0.85,"warningClear":0.85},"metric":"ACCURACY","threshold":0.5}],"quality":[{"check":"MISSING",\
            "feature":"age","levels":{"alarm":0.05,"alarmClear":0.05,"falling":false,"warning":0.02,\
            "warningClear":0.02}}]},"segments":[{"below":25,"categories":[],"feature":"age","least":18,"name":"young"}],\
            "sizing":{"byChance":null,"index":{"alarm":0.25,"alarmClear":0.25,"falling":false,"warning":0.1,\
            "warningClear":0.1},"shares":{"alarm":0.1,"alarmClear":0.1,"falling":false,"warning":0.05,\
            "warningClear":0.05}},"span":1,"version":"credit-risk:3","windows":{"count":1,"grace":"PT1H","most":0,\
            "unit":"DAY","zone":"UTC"}}}""";
    private static final String LOOK = """
            {"at":"2026-03-01T00:00:00Z","by":"job","definition":1,"features":[],"figures":[{"cases":500,"feature":"",\
            "figure":{"high":0.875,"known":true,"level":0.95,"low":0.5,"method":"exact","n":400,"value":0.75},\
            "kind":"PERFORMANCE","labelled":400,"rule":"accuracy","state":"DRIFT","verdict":"DRIFT",\
            "window":{"from":"2026-03-01T00:00:00Z","to":"2026-03-02T00:00:00Z"}}],"level":0.001,"number":0,"rows":500,\
            "span":1,"upTo":{},"verdict":"DRIFT","version":"credit-risk:3","window":{"from":"2026-03-01T00:00:00Z",\
            "to":"2026-03-02T00:00:00Z"},"writers":2}""";
    private static final String COUNTS = """
            {"changed":1,"flips":10,"newest":"2026-03-01T00:00:00Z","profile":{"features":[{"above":0,"below":0,\
            "bins":[1,2],"feature":"age","infinite":0,"max":60,"min":18,"missing":1,"sums":{"count":3,"origin":0,\
            "squaresHigh":0,"squaresLow":9,"sum":5,"unit":1},"unreadable":0}],"form":"window/1",\
            "reference":"sha256:4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a","rows":4},\
            "scores":{"bins":[{"at":310,"negative":2,"positive":1,"scored":3}]},\
            "window":{"from":"2026-03-01T00:00:00Z","to":"2026-03-02T00:00:00Z"}}""";

    private static <T> T read(Class<T> type, String json) {
        return RecordCodec.read(type, json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aDefinitionIsOfAllRows() {
        MonitorRecord got = read(MonitorRecord.class, DEFINITION);
        MonitorDefinition wanted = MonitorDefinition.of(new VersionId("credit-risk", 3), WindowPlan.daily("UTC"))
                .segments(Segment.range("young", "age", 18, 25))
                .performance(PerformanceRule.realised(Metric.ACCURACY, 0.5, 30, Levels.below(0.85, 0.8)))
                .quality(QualityRule.of(Check.MISSING, "age", Levels.above(0.02, 0.05)));
        assertEquals(wanted, got.definition());
        assertEquals("accuracy", got.definition().rules().all().get(0).title());
        assertEquals(got, RecordCodec.read(MonitorRecord.class, RecordCodec.write(got)));
    }

    @Test
    void aLookIsOfAllRows() {
        Look got = read(Look.class, LOOK);
        FigureLook wanted = new FigureLook(
                Alert.Kind.PERFORMANCE,
                "accuracy",
                "",
                got.window(),
                Estimate.of(0.75, 0.5, 0.875, 0.95, 400, "exact"),
                500,
                400,
                DriftVerdict.DRIFT,
                DriftVerdict.DRIFT,
                "");
        assertEquals(List.of(wanted), got.figures());
        assertEquals(got, RecordCodec.read(Look.class, RecordCodec.write(got)));
    }

    @Test
    void countsAreOfYesAndNoAlone() {
        Contribution got = read(Contribution.class, COUNTS);
        Instant from = Instant.parse("2026-03-01T00:00:00Z");
        assertEquals(new TimeWindow(from, from.plusSeconds(86_400)), got.window());
        assertEquals(new ScoreCounts(List.of(new ScoreBin(310, 3, 1, 2)), 0), got.scores());
        assertEquals(ErrorCounts.NONE, got.errors());
        assertEquals(ClassCounts.NONE, got.classes());
        assertEquals(Optional.empty(), got.segment());
        assertEquals(List.of(10L, 1L), List.of(got.flips(), got.changed()));
    }

    /** Half of what is new, or a part of what is old, is neither form. */
    @Test
    void whatIsNeitherFormIsRefused() {
        for (String wrong : List.of(
                COUNTS.replace("\"changed\":1,", ""),
                COUNTS.replace("\"changed\":1,", "\"changed\":1,\"segment\":null,"),
                COUNTS.replace("\"changed\":1,", "\"changed\":1,\"classes\":{\"cells\":[],\"classes\":[]},"))) {
            IntegrityException e =
                    assertThrows(IntegrityException.class, () -> read(Contribution.class, wrong), () -> wrong);
            assertTrue(e.getMessage().contains("is missing"), e::getMessage);
        }
        String shorter = DEFINITION.replace(",\"threshold\":0.5", "");
        assertThrows(IntegrityException.class, () -> read(MonitorRecord.class, shorter));
    }
}
