package io.modelgovernance.core.html;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the nodes of a layered graph stand: ordered within their layers by the mean place of their neighbours, some
 * sweeps to and fro (Sugiyama 1981). Local to one drawing.
 */
final class Layers {
    private static final int SWEEPS = 8;

    private final List<List<Slot>> layers = new ArrayList<>();
    private final List<Slot> nodes = new ArrayList<>();
    private final List<Route> routes = new ArrayList<>();

    /** A place in the drawing; position counts from the top of the layer. */
    record Place(int layer, int position) {}

    /** An edge and the places it passes. */
    record Route(LayeredGraph.Edge edge, List<Place> places) {}

    private Layers() {}

    static Layers of(List<LayeredGraph.Node> nodes, List<LayeredGraph.Edge> edges) {
        Layers layers = new Layers();
        for (int rank : Ranks.of(nodes, edges)) {
            layers.nodes.add(layers.add(rank));
        }
        Map<String, Integer> indices = Ranks.indices(nodes);
        Map<LayeredGraph.Edge, List<Slot>> ways = new HashMap<>();
        for (LayeredGraph.Edge edge : edges) {
            ways.computeIfAbsent(
                    edge,
                    each -> layers.way(
                            layers.nodes.get(indices.getOrDefault(each.from(), 0)),
                            layers.nodes.get(indices.getOrDefault(each.to(), 0))));
        }
        layers.order();
        for (LayeredGraph.Edge edge : edges) {
            layers.routes.add(new Route(
                    edge,
                    ways.getOrDefault(edge, List.of()).stream().map(Slot::place).toList()));
        }
        return layers;
    }

    int count() {
        return layers.size();
    }

    int size(int layer) {
        return layers.get(layer).size();
    }

    int tallest() {
        return layers.stream().mapToInt(List::size).max().orElse(0);
    }

    Place place(int node) {
        return nodes.get(node).place();
    }

    List<Route> routes() {
        return routes;
    }

    private Slot add(int layer) {
        while (layers.size() <= layer) {
            layers.add(new ArrayList<>());
        }
        Slot slot = new Slot(layer, layers.get(layer).size());
        layers.get(layer).add(slot);
        return slot;
    }

    private List<Slot> way(Slot from, Slot to) {
        List<Slot> way = new ArrayList<>(List.of(from));
        for (int layer = from.layer + 1; layer < to.layer; layer++) {
            way.add(add(layer));
        }
        way.add(to);
        for (int i = 1; i < way.size(); i++) {
            way.get(i).before.add(way.get(i - 1));
            way.get(i - 1).after.add(way.get(i));
        }
        return way;
    }

    private void order() {
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            boolean right = sweep % 2 == 0;
            for (int i = 1; i < layers.size(); i++) {
                List<Slot> layer = layers.get(right ? i : layers.size() - 1 - i);
                layer.forEach(slot -> slot.wish(right ? slot.before : slot.after));
                layer.sort(Comparator.comparingDouble(slot -> slot.wish));
                for (int position = 0; position < layer.size(); position++) {
                    layer.get(position).position = position;
                }
            }
        }
    }

    /** A node's place, or the place where an edge passes a layer. */
    private static final class Slot {
        private final int layer;
        private final List<Slot> before = new ArrayList<>();
        private final List<Slot> after = new ArrayList<>();
        private int position;
        private double wish;

        Slot(int layer, int position) {
            this.layer = layer;
            this.position = position;
        }

        void wish(List<Slot> neighbours) {
            wish = neighbours.stream().mapToInt(slot -> slot.position).average().orElse(position);
        }

        Place place() {
            return new Place(layer, position);
        }
    }
}
