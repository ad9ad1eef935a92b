package io.modelgovernance.core.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** What holds for every layout, whatever is drawn. */
class LayoutLawsTest {
    @Property(tries = 100)
    void arrowsPointRightAndNothingSharesAPlace(@ForAll long seed, @ForAll @IntRange(min = 1, max = 25) int count) {
        Random random = new Random(seed);
        List<LayeredGraph.Node> nodes = new ArrayList<>();
        List<LayeredGraph.Edge> edges = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            nodes.add(new LayeredGraph.Node("n" + i, "n" + i, ""));
            for (int j = 0; j < i; j++) {
                if (random.nextInt(4) == 0) {
                    edges.add(new LayeredGraph.Edge("n" + j, "n" + i, ""));
                }
            }
        }
        Layers layers = Layers.of(nodes, edges);
        Set<Layers.Place> taken = new HashSet<>();
        for (int i = 0; i < count; i++) {
            assertTrue(taken.add(layers.place(i)));
        }
        for (Layers.Route route : layers.routes()) {
            List<Layers.Place> places = route.places();
            for (int i = 1; i < places.size(); i++) {
                assertEquals(places.get(i - 1).layer() + 1, places.get(i).layer());
                assertTrue(i == places.size() - 1 || taken.add(places.get(i)), "a lane of its own");
            }
        }
        for (Layers.Place place : taken) {
            assertTrue(place.position() < layers.size(place.layer()));
        }
        assertEquals(new LayeredGraph("g", nodes, edges).svg(), new LayeredGraph("g", nodes, edges).svg());
    }

    @Property(tries = 300)
    void marksAreRoundEvenAndInside(
            @ForAll @DoubleRange(min = -1e6, max = 1e6) double least,
            @ForAll @DoubleRange(min = 0, max = 1e6) double span) {
        Axis axis = Axis.around(least, least + span, 10, 400);
        List<Double> marks = axis.marks(5);
        assertTrue(marks.size() >= 2 && marks.size() <= 7, marks.toString());
        for (double mark : marks) {
            assertTrue(axis.at(mark) >= 10 && axis.at(mark) <= 400);
        }
        assertTrue(axis.at(least) >= 10 && axis.at(least + span) <= 400);
        assertTrue(axis.at(least) <= axis.at(least + span));
    }

    @Property(tries = 200)
    void aCutTextFitsItsRoom(@ForAll String text, @ForAll @IntRange(min = 20, max = 300) int room) {
        String shown = Canvas.shorten(text, room, Canvas.TEXT);
        assertTrue(Canvas.widthOf(shown, Canvas.TEXT) <= room);
        assertTrue(shown.equals(text) || shown.endsWith("\u2026"));
    }
}
