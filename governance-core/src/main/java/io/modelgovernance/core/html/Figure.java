package io.modelgovernance.core.html;

/**
 * A chart for people.
 *
 * <p>A value that draws itself as SVG: the same value gives the same bytes on every platform. Everything it shows is
 * escaped, it runs no script and loads nothing, and it can be read in black and white: what matters is told by place,
 * outline and label, not by colour alone. Immutable and thread-safe.
 */
public sealed interface Figure
        permits BarChart,
                VerdictGrid,
                Waterfall,
                Histogram,
                LayeredGraph,
                ReliabilityCurve,
                Beeswarm,
                CurveChart,
                TimeChart,
                ChangesTable {
    /**
     * What it shows.
     *
     * @return its title, read out to people who cannot see it
     */
    String title();

    /**
     * The drawing.
     *
     * @return one {@code svg} element, well-formed XML
     */
    String svg();
}
