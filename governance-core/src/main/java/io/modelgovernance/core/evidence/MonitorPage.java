package io.modelgovernance.core.evidence;

import io.modelgovernance.AsOf;
import io.modelgovernance.Estimate;
import io.modelgovernance.Governance;
import io.modelgovernance.core.html.HtmlPage;
import io.modelgovernance.core.html.VerdictGrid;
import io.modelgovernance.core.html.VerdictGrid.Shade;
import io.modelgovernance.drift.DriftVerdict;
import io.modelgovernance.drift.FeatureProfile;
import io.modelgovernance.drift.Profile;
import io.modelgovernance.monitoring.Alert;
import io.modelgovernance.monitoring.FeatureLook;
import io.modelgovernance.monitoring.FigureLook;
import io.modelgovernance.monitoring.Look;
import io.modelgovernance.monitoring.MonitorDefinition;
import io.modelgovernance.monitoring.WindowTest;
import io.modelgovernance.registry.VersionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a version's monitor saw, as one self-contained page: every feature over time, the alerts, and the last window's
 * values beside the reference where they changed. Stateless and thread-safe.
 */
public final class MonitorPage {
    private static final int SHOWN = 60;

    private MonitorPage() {}

    /**
     * Writes the page.
     *
     * @param governance where it is on record
     * @param version the version
     * @return HTML; of the last 60 windows
     * @throws io.modelgovernance.InvalidInputException if the version's name cannot be one
     */
    public static String of(Governance governance, VersionId version) {
        HtmlPage page = HtmlPage.titled("Monitor of " + version);
        Optional<MonitorDefinition> definition = governance.monitors().definition(version, AsOf.now());
        List<Look> all = governance.monitors().looks(version, AsOf.now());
        List<Look> looks = all.subList(Math.max(0, all.size() - SHOWN), all.size());
        if (definition.isEmpty() || looks.isEmpty()) {
            return page.paragraph("No window was judged.").html();
        }
        page = page.paragraph(budget(definition.get(), all))
                .figure(new VerdictGrid("What each window showed", labels(looks), lanes(looks)));
        page = alerts(page.section("Alerts"), governance, version);
        Look last = looks.get(looks.size() - 1);
        page = page.section("The last window")
                .paragraph(last.window() + ": " + last.verdict() + ", " + last.rows() + " rows that " + last.writers()
                        + (last.writers() == 1 ? " process" : " processes") + " saw, judged by " + last.by() + ".")
                .table(List.of("Feature", "Verdict", "Test", "Corrected p", "Size"), tests(last));
        if (!last.figures().isEmpty()) {
            page = page.section("Performance and quality")
                    .table(
                            List.of("Rule", "Verdict", "Window", "Figure", "Interval", "Cases", "Labels"),
                            figures(last));
        }
        return pictures(page, governance, last).html();
    }

    private static String budget(MonitorDefinition definition, List<Look> looks) {
        return String.format(
                Locale.ROOT,
                "Revision %d. The chance of any false alarm in a year is at most %s; each of %d windows spends %s of"
                        + " it. %d windows were judged.",
                definition.revision(),
                percent(definition.chance()),
                definition.windows().aYear(),
                percent(definition.level()),
                looks.size());
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.3g%%", share * 100);
    }

    private static List<String> labels(List<Look> looks) {
        return looks.stream()
                .map(look -> look.window().from().toString().substring(0, 10))
                .toList();
    }

    private static List<VerdictGrid.Lane> lanes(List<Look> looks) {
        List<VerdictGrid.Lane> lanes = new ArrayList<>();
        for (int i = 0; i < looks.get(looks.size() - 1).features().size(); i++) {
            int feature = i;
            lanes.add(new VerdictGrid.Lane(
                    looks.get(looks.size() - 1).features().get(feature).name(),
                    looks.stream()
                            .map(look -> shade(of(
                                    look, looks.get(looks.size() - 1).features().get(feature))))
                            .toList()));
        }
        for (FigureLook wanted : looks.get(looks.size() - 1).figures()) {
            lanes.add(new VerdictGrid.Lane(
                    wanted.name(),
                    looks.stream().map(look -> shade(of(look, wanted))).toList()));
        }
        return lanes;
    }

    private static DriftVerdict of(Look look, FigureLook wanted) {
        return look.figures().stream()
                .filter(one -> one.name().equals(wanted.name()))
                .findFirst()
                .map(FigureLook::verdict)
                .orElse(DriftVerdict.NOT_ENOUGH_DATA);
    }

    private static List<List<String>> figures(Look look) {
        List<List<String>> rows = new ArrayList<>();
        for (FigureLook one : look.figures()) {
            Estimate figure = one.figure();
            rows.add(List.of(
                    one.name(),
                    one.verdict().toString(),
                    one.window().from().toString(),
                    figure.known() ? String.format(Locale.ROOT, "%.4g", figure.value()) : "unknown",
                    figure.known()
                            ? String.format(Locale.ROOT, "%.4g to %.4g", figure.low(), figure.high())
                            : figure.method(),
                    Long.toString(one.cases()),
                    one.kind() == Alert.Kind.PERFORMANCE ? Long.toString(one.labelled()) : ""));
        }
        return rows;
    }

    /** What an earlier window said of the same feature and segment, which may not have been watched then. */
    private static DriftVerdict of(Look look, FeatureLook wanted) {
        return look.features().stream()
                .filter(one -> one.name().equals(wanted.name()))
                .findFirst()
                .map(FeatureLook::verdict)
                .orElse(DriftVerdict.NOT_ENOUGH_DATA);
    }

    private static Shade shade(DriftVerdict verdict) {
        return switch (verdict) {
            case STABLE -> Shade.CALM;
            case WARNING -> Shade.WARNING;
            case DRIFT -> Shade.ALARM;
            case NOT_ENOUGH_DATA -> Shade.UNKNOWN;
        };
    }

    private static HtmlPage alerts(HtmlPage page, Governance governance, VersionId version) {
        List<List<String>> rows = governance.monitors().alerts().of(version.model(), AsOf.now()).stream()
                .filter(alert -> alert.version().equals(version))
                .map(MonitorPage::row)
                .toList();
        return rows.isEmpty()
                ? page.paragraph("There was none.")
                : page.table(List.of("About", "State", "First window", "Windows", "Worst figure", "By", "Note"), rows);
    }

    private static List<String> row(Alert alert) {
        return List.of(
                alert.name(),
                alert.state().toString(),
                alert.first().from().toString(),
                Integer.toString(alert.windows()),
                String.format(Locale.ROOT, "%.3f", alert.stability()),
                alert.by(),
                alert.note());
    }

    private static List<List<String>> tests(Look look) {
        List<List<String>> rows = new ArrayList<>();
        for (FeatureLook feature : look.features()) {
            for (WindowTest test : feature.tests()) {
                rows.add(List.of(
                        feature.name(),
                        test.verdict().toString(),
                        test.why(),
                        test.p().known() ? String.format(Locale.ROOT, "%.3g", test.corrected()) : "unknown",
                        String.format(Locale.ROOT, "%.3f", test.effect())));
            }
        }
        return rows;
    }

    /** Of the features that changed, if the reference is still the one that the window was counted for. */
    private static HtmlPage pictures(HtmlPage page, Governance governance, Look last) {
        HtmlPage section = page;
        List<FeatureProfile> reference = governance
                .drift()
                .reference(last.version())
                .map(Profile::features)
                .orElse(List.of());
        for (int i = 0; i < last.features().size() && i < reference.size(); i++) {
            FeatureLook feature = last.features().get(i);
            boolean changed = feature.verdict() == DriftVerdict.DRIFT || feature.verdict() == DriftVerdict.WARNING;
            if (changed && reference.get(i).binCounts().size() == feature.bins().size()) {
                section = section.figure(DriftFigures.bins(reference.get(i), feature.bins()));
            }
        }
        return section;
    }
}
