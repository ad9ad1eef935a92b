package io.modelgovernance.core.evidence;

import io.modelgovernance.Estimate;
import io.modelgovernance.core.html.HtmlPage;
import io.modelgovernance.core.html.TimeChart;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * How well a model did, window by window: what was expected before labels came beside what came true, as one self-contained
 * page. Stateless and thread-safe.
 */
public final class PerformancePage {
    private PerformancePage() {}

    /**
     * One window.
     *
     * @param label what it is called
     * @param expected the metric as expected without labels; unknown if it was not
     * @param realised the metric of the cases whose labels have come; unknown if there are too few
     * @param missing share of the cases without a label, 0 to 1
     */
    public record Window(String label, Estimate expected, Estimate realised, double missing) {
        /**
         * Whether what came true lies within the interval of what was expected.
         *
         * @return true, too, if one of them is unknown
         */
        public boolean asExpected() {
            return !expected.known()
                    || !realised.known()
                    || (realised.value() >= expected.low() && realised.value() <= expected.high());
        }

        private boolean below(double limit) {
            Estimate best = realised.known() ? realised : expected;
            return best.known() && best.high() < limit;
        }
    }

    /**
     * Writes the page.
     *
     * @param title its title
     * @param metric what the figures are, such as {@code AUC}; greater is better
     * @param windows the windows, the oldest first; at least one
     * @param least value that the metric must not fall below, if there is one; a window whose whole interval does is an alarm
     * @return HTML
     * @throws io.modelgovernance.InvalidInputException if there is no window
     */
    public static String of(String title, String metric, List<Window> windows, OptionalDouble least) {
        List<String> labels = windows.stream().map(Window::label).toList();
        List<Boolean> alarms = windows.stream()
                .map(one -> least.isPresent() && one.below(least.getAsDouble()))
                .toList();
        long known = windows.stream()
                .filter(one -> one.expected().known() && one.realised().known())
                .count();
        long within = windows.stream()
                .filter(one -> one.expected().known() && one.realised().known() && one.asExpected())
                .count();
        HtmlPage page = HtmlPage.titled(title)
                .figure(new TimeChart(
                        metric + " by window",
                        metric,
                        labels,
                        List.of(
                                new TimeChart.Series(
                                        "realised",
                                        windows.stream().map(Window::realised).toList()),
                                new TimeChart.Series(
                                        "expected without labels",
                                        windows.stream().map(Window::expected).toList())),
                        alarms,
                        least))
                .paragraph("Of " + known + " windows with both, " + within
                        + " came true within the interval that was expected.")
                .table(
                        List.of("Window", "Expected", "Realised", "As expected", "Cases", "Labels missing"),
                        rows(windows));
        return page.section("How the figures were made").list(methods(windows)).html();
    }

    private static List<List<String>> rows(List<Window> windows) {
        List<List<String>> rows = new ArrayList<>();
        for (Window one : windows) {
            boolean both = one.expected().known() && one.realised().known();
            rows.add(List.of(
                    one.label(),
                    Figures.text(one.expected()),
                    Figures.text(one.realised()),
                    both ? one.asExpected() ? "yes" : "no" : "unknown",
                    Long.toString(one.realised().n()),
                    String.format(Locale.ROOT, "%.0f%%", 100 * one.missing())));
        }
        return rows;
    }

    private static List<String> methods(List<Window> windows) {
        return windows.stream()
                .flatMap(one -> List.of(one.expected(), one.realised()).stream())
                .map(Estimate::method)
                .distinct()
                .limit(10)
                .toList();
    }
}
