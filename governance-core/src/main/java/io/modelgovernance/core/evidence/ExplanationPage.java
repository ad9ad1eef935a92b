package io.modelgovernance.core.evidence;

import io.modelgovernance.Digest;
import io.modelgovernance.core.html.HtmlPage;
import io.modelgovernance.explain.Attribution;
import io.modelgovernance.explain.CounterfactualReport;
import io.modelgovernance.explain.Curve;
import io.modelgovernance.explain.ImportanceReport;
import io.modelgovernance.explain.IndividualCurves;
import io.modelgovernance.explain.ReasonCode;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a model depends on and why it decided single cases, as one self-contained page; under each picture stands what it
 * takes to check it: what is unexplained, how unsure it is, what it cost, the seed and the fingerprints.
 *
 * <p>A picture of a decision shows values of the applicant: the page is for those who may see them. Immutable: every method
 * returns a longer page; thread-safe.
 */
public final class ExplanationPage {
    private static final int SHOWN = 12;

    private final HtmlPage page;

    private ExplanationPage(HtmlPage page) {
        this.page = page;
    }

    /**
     * A page with nothing but its title.
     *
     * @param title its title
     * @return the page
     */
    public static ExplanationPage titled(String title) {
        return new ExplanationPage(HtmlPage.titled(title));
    }

    /**
     * Adds what the model depends on.
     *
     * @param report the importance of features; the twelve most important are shown
     * @return a longer page
     */
    public ExplanationPage importance(ImportanceReport report) {
        return new ExplanationPage(page.section("What the model depends on")
                .figure(ExplanationFigures.importance(report, SHOWN))
                .paragraph(check(report.modelRows(), report.seed(), report.background())));
    }

    /**
     * Adds what moved many scores, and how contributions follow the values of some features.
     *
     * @param attributions one a row, of the same features; at least one
     * @param rows the rows in the same order
     * @param features names of the features that get a picture of their own
     * @return a longer page
     */
    public ExplanationPage scores(List<Attribution> attributions, Rows rows, List<String> features) {
        HtmlPage longer =
                page.section("What moves scores").figure(ExplanationFigures.beeswarm(attributions, rows, SHOWN));
        for (String feature : features) {
            longer = longer.figure(ExplanationFigures.dependence(attributions, rows, feature));
        }
        double worst = attributions.stream()
                .mapToDouble(each -> Math.abs(each.residual()))
                .max()
                .orElse(0);
        Attribution first = attributions.get(0);
        return new ExplanationPage(longer.paragraph(first.method() + "; at most " + number(worst)
                + " of a score is unexplained; background " + first.background().shortHex() + ", plan "
                + first.plan().shortHex() + "."));
    }

    /**
     * Adds how the score follows one feature.
     *
     * @param schema what the features are
     * @param curve a partial dependence or an accumulated effect
     * @return a longer page
     */
    public ExplanationPage curve(FeatureSchema schema, Curve curve) {
        return new ExplanationPage(page.figure(ExplanationFigures.curve(schema, curve))
                .paragraph(check(curve.modelRows(), 0, curve.background())));
    }

    /**
     * Adds how the scores of single rows follow one feature.
     *
     * @param schema what the features are
     * @param curves the curves
     * @return a longer page
     */
    public ExplanationPage curves(FeatureSchema schema, IndividualCurves curves) {
        return new ExplanationPage(page.figure(ExplanationFigures.curves(schema, curves))
                .paragraph(check(curves.modelRows(), 0, curves.background())));
    }

    /**
     * Adds why one case was decided as it was.
     *
     * @param decision id of the decision
     * @param why the explanation of its score
     * @param reasons the reasons given, may be none
     * @return a longer page
     */
    public ExplanationPage decision(String decision, Attribution why, List<ReasonCode> reasons) {
        HtmlPage longer = page.section("Decision " + decision).figure(ExplanationFigures.waterfall(why, SHOWN));
        if (!reasons.isEmpty()) {
            List<List<String>> told = new ArrayList<>();
            reasons.forEach(reason -> told.add(List.of(
                    Integer.toString(reason.rank()),
                    reason.code(),
                    reason.text(),
                    number(reason.contribution()),
                    reason.dictionary() + " (" + reason.language() + ")")));
            longer = longer.table(
                    List.of("Rank", "Code", "What the applicant is told", "Moved the score by", "Dictionary"), told);
        }
        return new ExplanationPage(longer.table(
                List.of("Check", "Value"),
                List.of(
                        List.of("Method", why.method()),
                        List.of("Unexplained of the score", number(why.residual())),
                        List.of("Greatest standard error", number(why.worstStandardError())),
                        List.of("Rows the model scored", Long.toString(why.modelRows())),
                        List.of("Seed", Long.toString(why.seed())),
                        List.of("Background", why.background().toString()),
                        List.of("Plan", why.plan().toString()))));
    }

    /**
     * Adds what would have changed a decision.
     *
     * @param schema what the features are
     * @param row the row as it is
     * @param report the counterfactuals found, or that none was
     * @return a longer page
     */
    public ExplanationPage changes(FeatureSchema schema, double[] row, CounterfactualReport report) {
        HtmlPage longer = report.found().isEmpty()
                ? page.paragraph("What would change the decision: " + report.verdict() + ".")
                : page.figure(ExplanationFigures.changes(schema, row, report));
        return new ExplanationPage(
                longer.paragraph(report.method() + ". " + check(report.modelRows(), 0, report.background())));
    }

    /**
     * The page.
     *
     * @return a whole HTML document, to be stored as UTF-8
     */
    public String html() {
        return page.html();
    }

    private static String check(long modelRows, long seed, Digest background) {
        return "The model scored " + modelRows + " rows; " + (seed == 0 ? "nothing was drawn" : "seed " + seed)
                + "; rows " + background.shortHex() + ".";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value + 0.0);
    }
}
