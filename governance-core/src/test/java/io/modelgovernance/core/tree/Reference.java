package io.modelgovernance.core.tree;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A model that another library trained, with rows and that library's answers; resources/.../SOURCES.md says how made. */
public final class Reference {
    private final String name;
    private final List<String> columns;
    private final double[][] table;

    private Reference(String name, List<String> columns, double[][] table) {
        this.name = name;
        this.columns = columns;
        this.table = table;
    }

    /** The reference of this name; its model file ends in .json or .txt. */
    public static Reference of(String name) {
        List<String> lines =
                new String(bytes(name + ".csv"), StandardCharsets.UTF_8).lines().toList();
        return new Reference(name, List.of(lines.get(0).split(",", -1)), numbers(lines));
    }

    /** A table of numbers under one line of headings. */
    public static double[][] table(String file) {
        return numbers(new String(bytes(file), StandardCharsets.UTF_8).lines().toList());
    }

    /** A file among the references. */
    public static byte[] bytes(String file) {
        try (InputStream in = Reference.class.getResourceAsStream(file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double[][] numbers(List<String> lines) {
        return lines.stream()
                .skip(1)
                .map(line -> Arrays.stream(line.split(",", -1))
                        .mapToDouble(cell -> cell.isEmpty() ? Double.NaN : Double.parseDouble(cell))
                        .toArray())
                .toArray(double[][]::new);
    }

    /** The model, read by our reader. */
    public TreeModel model() {
        return name.startsWith("xgb") || name.startsWith("german")
                ? XgboostJson.read(bytes(name + ".json"))
                : LightGbmText.read(bytes(name + ".txt"));
    }

    /** Number of rows. */
    public int count() {
        return table.length;
    }

    /** The features of all rows, row-major. */
    public double[] rows() {
        int width = columns.indexOf("margin0");
        double[] rows = new double[table.length * width];
        for (int i = 0; i < table.length; i++) {
            System.arraycopy(table[i], 0, rows, i * width, width);
        }
        return rows;
    }

    /** The margins of one output, one a row. */
    public double[] margins(int output) {
        int at = columns.indexOf("margin" + output);
        return Arrays.stream(table).mapToDouble(line -> line[at]).toArray();
    }

    /** The contributions of one row to one output, the base last. */
    public double[] contributions(int output, int row) {
        int width = columns.indexOf("margin0");
        int from = columns.indexOf("phi" + output + ":" + columns.get(0));
        return Arrays.copyOfRange(table[row], from, from + width + 1);
    }
}
