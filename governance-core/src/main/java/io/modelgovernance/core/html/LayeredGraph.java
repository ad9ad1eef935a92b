package io.modelgovernance.core.html;

import io.modelgovernance.InvalidInputException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What came from what, left to right; such as data, runs and models.
 *
 * <p>A layered drawing of a directed graph without circles: every arrow points to the right, arrows that skip a layer
 * have a lane of their own. Immutable and thread-safe.
 *
 * @param title what it shows
 * @param nodes the nodes; the order decides among equals
 * @param edges the arrows
 */
public record LayeredGraph(String title, List<Node> nodes, List<Edge> edges) implements Figure {
    static final double BOX = 184;
    static final double TALL = 40;
    private static final double GAP = 120;
    private static final double STEP = 62;
    private static final double LEFT = 20;
    private static final double TOP = 52;

    /**
     * A box.
     *
     * @param id what arrows call it, unique in its graph
     * @param label its first line
     * @param kind its second line, such as {@code "dataset"}
     */
    public record Node(String id, String label, String kind) {}

    /**
     * An arrow.
     *
     * @param from id of the node it starts at
     * @param to id of the node it points to
     * @param label what it means; may be empty
     */
    public record Edge(String from, String to, String label) {}

    /**
     * Checks and copies.
     *
     * @throws InvalidInputException if an id repeats, an edge names an unknown node, or the edges close a circle
     */
    public LayeredGraph {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
        Set<String> ids = new HashSet<>();
        for (Node node : nodes) {
            if (!ids.add(node.id())) {
                throw InvalidInputException.of("node " + node.id(), "is there twice", "there once");
            }
        }
        for (Edge edge : edges) {
            for (String end : List.of(edge.from(), edge.to())) {
                if (!ids.contains(end)) {
                    throw InvalidInputException.of("node " + end, "is unknown", "one of the graph's nodes");
                }
            }
        }
        Ranks.of(nodes, edges);
    }

    @Override
    public String svg() {
        Layers layers = Layers.of(nodes, edges);
        double width = Math.max(360, 2 * LEFT + layers.count() * (BOX + GAP) - GAP);
        Canvas canvas = new Canvas(title, width, TOP + Math.max(1, layers.tallest()) * STEP);
        for (Layers.Route route : layers.routes()) {
            draw(canvas, layers, route);
        }
        for (int i = 0; i < nodes.size(); i++) {
            draw(canvas, nodes.get(i), x(layers.place(i)), y(layers, layers.place(i)));
        }
        for (Layers.Route route : layers.routes()) {
            label(canvas, layers, route);
        }
        return canvas.svg();
    }

    /** The same drawing with each node and arrow in a group of its own, which a page can highlight. */
    String grouped() {
        Layers layers = Layers.of(nodes, edges);
        Map<String, Integer> ids = Ranks.indices(nodes);
        double width = Math.max(360, 2 * LEFT + layers.count() * (BOX + GAP) - GAP);
        Canvas canvas = new Canvas(title, width, TOP + Math.max(1, layers.tallest()) * STEP);
        for (Layers.Route route : layers.routes()) {
            Edge edge = route.edge();
            canvas.open(
                    "class", "e", "data-f", ids.getOrDefault(edge.from(), 0), "data-t", ids.getOrDefault(edge.to(), 0));
            draw(canvas, layers, route);
            label(canvas, layers, route);
            canvas.close();
        }
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            double x = x(layers.place(i));
            double y = y(layers, layers.place(i));
            canvas.open("class", "n", "data-i", i, "data-x", x, "data-y", y, "tabindex", 0)
                    .name(node.label() + " (" + node.kind() + ")");
            draw(canvas, node, x, y);
            canvas.close();
        }
        return canvas.svg();
    }

    private static double x(Layers.Place place) {
        return LEFT + place.layer() * (BOX + GAP);
    }

    private static double y(Layers layers, Layers.Place place) {
        return TOP + STEP * ((layers.tallest() - layers.size(place.layer())) / 2.0 + place.position() + 0.5) - 6;
    }

    private static void draw(Canvas canvas, Node node, double x, double y) {
        canvas.rectangle(x, y - TALL / 2, BOX, TALL, "#ffffff");
        canvas.text(node.label(), x + BOX / 2, y - 3, "middle", BOX - 12);
        canvas.small(node.kind(), x + BOX / 2, y + 13, "middle", BOX - 12);
    }

    private static void draw(Canvas canvas, Layers layers, Layers.Route route) {
        List<Layers.Place> places = route.places();
        double x = x(places.get(0)) + BOX;
        double y = y(layers, places.get(0));
        StringBuilder path = new StringBuilder("M").append(point(x, y));
        for (int i = 1; i < places.size(); i++) {
            boolean last = i == places.size() - 1;
            double nextX = x(places.get(i)) - (last ? 7 : 0);
            double nextY = y(layers, places.get(i));
            double bend = (nextX - x) / 2;
            path.append('C')
                    .append(point(x + bend, y))
                    .append(' ')
                    .append(point(nextX - bend, nextY))
                    .append(' ')
                    .append(point(nextX, nextY));
            x = nextX + BOX;
            y = nextY;
            if (!last) {
                path.append('L').append(point(x, y));
            }
        }
        double tip = x - BOX + 7;
        canvas.path(path.toString(), Canvas.INK);
        canvas.polygon(point(tip, y) + " " + point(tip - 9, y - 4) + " " + point(tip - 9, y + 4), Canvas.INK);
    }

    /** Under the arrow's head, where arrows from one node have already parted. */
    private static void label(Canvas canvas, Layers layers, Layers.Route route) {
        Layers.Place end = route.places().get(route.places().size() - 1);
        Layers.Place before = route.places().get(route.places().size() - 2);
        double slope = Math.signum(y(layers, before) - y(layers, end));
        double y = (3 * y(layers, before) + 5 * y(layers, end)) / 8 + (slope > 0 ? 4 : -5);
        canvas.small(route.edge().label(), x(end) - GAP * 0.42, y, "middle", GAP - 30);
    }

    private static String point(double x, double y) {
        return Markup.coordinate(x) + "," + Markup.coordinate(y);
    }
}
