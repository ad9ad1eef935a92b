package io.modelgovernance.core.evidence;

import io.modelgovernance.AsOf;
import io.modelgovernance.Estimate;
import io.modelgovernance.Governance;
import io.modelgovernance.core.html.BarChart;
import io.modelgovernance.core.html.HtmlPage;
import io.modelgovernance.inventory.Concentration;
import io.modelgovernance.inventory.Duty;
import io.modelgovernance.inventory.InventoryLine;
import io.modelgovernance.inventory.Portfolio;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.RiskAssessment;
import io.modelgovernance.risk.RiskTier;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All models together, as one self-contained page for those who answer for model risk: tiers, where models lie on the axes
 * of risk, what is overdue and what comes, and what many of them hang on. Stateless and thread-safe.
 */
public final class PortfolioPage {
    private static final int SHOWN = 10;
    private static final int BANDS = 4;

    private PortfolioPage() {}

    /**
     * Writes the page.
     *
     * @param governance where it is on record
     * @param asOf when
     * @param moment the time by which duties are overdue or not, now or that of {@code asOf}
     * @return HTML
     */
    public static String of(Governance governance, AsOf asOf, Instant moment) {
        Portfolio portfolio = governance.inventory().portfolio(asOf);
        List<InventoryLine> lines = governance.inventory().lines(asOf);
        HtmlPage page = HtmlPage.titled("Model risk of " + portfolio.models() + " models")
                .paragraph("As of " + moment + ". Models that are not rated count as tier 1.")
                .section("Tiers")
                .figure(new BarChart("Models by tier", tiers(portfolio)));
        page = matrix(page, governance, lines, asOf);
        page = duties(page, governance.inventory().duties(asOf), moment);
        for (Concentration one : portfolio.concentrations()) {
            page = concentration(page, one);
        }
        return page.section("Inventory")
                .table(
                        List.of("Model", "Tier", "Version", "Owner", "Last review", "Next review", "Missing"),
                        lines.stream().map(PortfolioPage::row).toList())
                .html();
    }

    private static List<BarChart.Bar> tiers(Portfolio portfolio) {
        List<BarChart.Bar> bars = new ArrayList<>();
        for (RiskTier tier : RiskTier.values()) {
            int models = portfolio.tiers().getOrDefault(tier, List.of()).size();
            bars.add(new BarChart.Bar("Tier " + tier.number(), Estimate.exact(models, portfolio.models(), "counted")));
        }
        bars.add(new BarChart.Bar(
                "Not rated", Estimate.exact(portfolio.unrated().size(), portfolio.models(), "counted")));
        return bars;
    }

    /** Models by the bands of the two axes, if their scheme has two. */
    private static HtmlPage matrix(HtmlPage page, Governance governance, List<InventoryLine> lines, AsOf asOf) {
        Map<List<Integer>, List<String>> cells =
                new TreeMap<>((one, other) -> one.toString().compareTo(other.toString()));
        for (InventoryLine line : lines) {
            Optional<RiskAssessment> found = line.version()
                    .map(VersionId::parse)
                    .flatMap(id -> governance.risk().assessment(id, asOf));
            found.map(RiskAssessment::rating)
                    .filter(rating -> rating.axes().size() == 2)
                    .ifPresent(rating -> cells.computeIfAbsent(
                                    List.of(
                                            rating.axes().get(0).band().high(),
                                            rating.axes().get(1).band().high()),
                                    any -> new ArrayList<>())
                            .add(line.entry().model()));
        }
        List<List<String>> rows = new ArrayList<>();
        for (int first = BANDS; first >= 1; first--) {
            List<String> row = new ArrayList<>(List.of("band " + first));
            for (int second = 1; second <= BANDS; second++) {
                row.add(shortened(cells.getOrDefault(List.of(first, second), List.of())));
            }
            rows.add(row);
        }
        return page.section("Where they lie")
                .paragraph(
                        "Rows: the band of the first axis, such as materiality. Columns: the band of the second, such"
                                + " as inherent risk. The worse end of each counts.")
                .table(List.of("", "band 1", "band 2", "band 3", "band 4"), rows);
    }

    private static HtmlPage duties(HtmlPage page, List<Duty> duties, Instant moment) {
        long overdue = duties.stream().filter(duty -> duty.overdue(moment)).count();
        return page.section("What has to be done")
                .paragraph(overdue + " of " + duties.size() + " are overdue.")
                .table(
                        List.of("Due", "Model", "What", "Why"),
                        duties.stream()
                                .map(duty -> List.of(
                                        duty.dueAt()
                                                .map(at -> day(at) + (duty.overdue(moment) ? ", overdue" : ""))
                                                .orElse("before use"),
                                        duty.version().map(VersionId::toString).orElse(duty.model()),
                                        duty.kind()
                                                + duty.validation()
                                                        .map(kind -> " " + kind)
                                                        .orElse(""),
                                        duty.reason()))
                                .toList());
    }

    private static HtmlPage concentration(HtmlPage page, Concentration one) {
        HtmlPage section = page.section("What they hang on: " + one.dimension());
        if (one.shares().isEmpty()) {
            return section.paragraph("Nothing is on record.");
        }
        List<BarChart.Bar> bars = one.shares().stream()
                .limit(SHOWN)
                .map(share -> new BarChart.Bar(
                        share.name(),
                        Estimate.exact(share.share(), share.models().size(), "share of models")))
                .toList();
        return section.paragraph(String.format(
                        Locale.ROOT,
                        "Herfindahl-Hirschman index %.3f; 1 if all hang on one. The %d greatest of %d:",
                        one.index(),
                        bars.size(),
                        one.shares().size()))
                .figure(new BarChart("Share of models by " + one.dimension(), bars))
                .table(
                        List.of("Name", "Models"),
                        one.shares().stream()
                                .limit(SHOWN)
                                .map(share -> List.of(share.name(), shortened(share.models())))
                                .toList());
    }

    private static List<String> row(InventoryLine line) {
        return List.of(
                line.entry().model(),
                line.tier().map(tier -> Integer.toString(tier.number())).orElse("not rated"),
                line.version().orElse(""),
                line.entry().owner(),
                line.lastReviewOn().map(LocalDate::toString).orElse(""),
                line.nextReviewOn().map(LocalDate::toString).orElse(""),
                shortened(line.missing()));
    }

    private static String shortened(List<String> names) {
        String shown = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
        return names.size() > SHOWN ? shown + " and " + (names.size() - SHOWN) + " more" : shown;
    }

    private static String day(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }
}
