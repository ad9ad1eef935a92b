package io.modelgovernance.core.rulepack;

import io.modelgovernance.core.html.HtmlPage;
import io.modelgovernance.core.rulepack.Coverage.Status;
import java.util.List;
import java.util.Locale;

/** A coverage as text and as a page of HTML, for people. */
public final class CoverageReport {
    private CoverageReport() {}

    /**
     * As text.
     *
     * @param coverage the coverage
     * @return lines, each ending with a line feed
     */
    public static String text(Coverage coverage) {
        StringBuilder text = new StringBuilder();
        text.append(title(coverage)).append('\n').append(summary(coverage)).append('\n');
        for (Coverage.Line line : coverage.lines()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-8s %-14s %-18s %s%s%n",
                    line.control().id(),
                    line.provision(),
                    word(line.status()),
                    line.control().requirement(),
                    line.evidence().isEmpty() ? "" : ": " + String.join(", ", line.evidence())));
        }
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    /**
     * As a page.
     *
     * @param coverage the coverage
     * @return a whole HTML document
     */
    public static String html(Coverage coverage) {
        return HtmlPage.titled(title(coverage))
                .paragraph(summary(coverage))
                .paragraph(coverage.pack().basis())
                .section("Provisions")
                .table(
                        List.of(
                                "Control",
                                "Provision",
                                "What there is",
                                "Requirement",
                                "Evidence for it",
                                "Where from"),
                        coverage.lines().stream()
                                .map(line -> List.of(
                                        line.control().id(),
                                        line.provision(),
                                        word(line.status()),
                                        line.control().requirement(),
                                        String.join(", ", line.evidence()),
                                        line.control().capability()))
                                .toList())
                .html();
    }

    private static String title(Coverage coverage) {
        return "Evidence for " + coverage.pack().id() + (coverage.model().isEmpty() ? "" : " about " + coverage.model())
                + " on " + coverage.day();
    }

    private static String summary(Coverage coverage) {
        RulePack pack = coverage.pack();
        String effect = pack.inEffect(coverage.day())
                ? "in effect since " + pack.effectiveFrom()
                : "not in effect on this day; from " + pack.effectiveFrom()
                        + pack.effectiveTo().map(day -> " to " + day).orElse("");
        return pack.title() + ", " + effect + ". Of " + coverage.lines().size() + " provisions "
                + coverage.count(Status.EVIDENCE_ON_RECORD) + " have evidence on record, "
                + coverage.count(Status.FOR_JUDGEMENT) + " have material for people to judge, "
                + coverage.count(Status.NO_EVIDENCE) + " have no evidence, "
                + coverage.count(Status.ORGANISATION)
                + " are for the organisation to show. Read up to entry " + coverage.upTo()
                + " of the audit log. Evidence for a provision does not mean that it is met.";
    }

    private static String word(Status status) {
        return switch (status) {
            case EVIDENCE_ON_RECORD -> "evidence on record";
            case FOR_JUDGEMENT -> "for judgement";
            case NO_EVIDENCE -> "no evidence";
            case ORGANISATION -> "organisation";
        };
    }
}
