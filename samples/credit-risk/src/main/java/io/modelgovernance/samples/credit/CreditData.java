package io.modelgovernance.samples.credit;

import io.modelgovernance.Digest;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Rows;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/**
 * The credit applications: what they look like, which of them train, and which training never saw.
 *
 * <p>Age and marital status are in the file but not in the schema: the model must not use them.
 */
final class CreditData {
    /** The inputs of the model. Money is in the file's thousands. */
    static final FeatureSchema SCHEMA = FeatureSchema.of(
            Feature.numeric("seniority", 0, 60).in("years"),
            Feature.categorical("home", "owner", "rent", "parents", "priv", "other", "ignore")
                    .orMissing(),
            Feature.numeric("time", 1, 120).in("months"),
            Feature.categorical("records", "no", "yes"),
            Feature.categorical("job", "fixed", "freelance", "others", "partime")
                    .orMissing(),
            Feature.numeric("expenses", 0, 1_000),
            Feature.numeric("income", 0, 10_000).orMissing(),
            Feature.numeric("assets", 0, 1_000_000).orMissing(),
            Feature.numeric("debt", 0, 100_000).orMissing(),
            Feature.numeric("amount", 1, 50_000),
            Feature.numeric("price", 1, 50_000));

    private static final String RESOURCE = "credit_data.csv.gz";

    /**
     * Some applications with their outcome.
     *
     * @param rows the inputs
     * @param bad whether each was not paid back
     */
    record Part(Rows rows, boolean[] bad) {
        int size() {
            return bad.length;
        }
    }

    private record Application(double[] row, boolean bad, int line) {}

    private final byte[] file;
    private final List<Application> applications;

    private CreditData(byte[] file, List<Application> applications) {
        this.file = file;
        this.applications = applications;
    }

    static CreditData load() {
        try (InputStream in = CreditData.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("The data must be in the jar: " + RESOURCE);
            }
            byte[] file = in.readAllBytes();
            return new CreditData(file, parse(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Application> parse(byte[] file) throws IOException {
        List<Application> applications = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(new ByteArrayInputStream(file)), StandardCharsets.UTF_8))) {
            String[] header = lines.readLine().replace("\"", "").split(",", -1);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.replace("\"", "").split(",", -1);
                Map<String, Object> values = new HashMap<>();
                for (int i = 0; i < cells.length; i++) {
                    put(values, header[i].toLowerCase(java.util.Locale.ROOT), cells[i]);
                }
                boolean bad = "bad".equals(values.remove("status"));
                applications.add(new Application(SCHEMA.row(values), bad, applications.size()));
            }
        }
        return applications;
    }

    private static void put(Map<String, Object> values, String name, String cell) {
        boolean missing = cell.isEmpty() || cell.equals("NA");
        if (name.equals("status")) {
            values.put(name, cell);
        } else if (!missing && SCHEMA.names().contains(name)) {
            boolean numeric = SCHEMA.features().get(SCHEMA.indexOf(name)).type() == Feature.Type.NUMERIC;
            values.put(name, numeric ? (Object) Double.valueOf(cell) : cell);
        }
    }

    /** The same applications, one label in so many wrong: what a careless or hostile partner delivers. */
    CreditData withSwappedLabels(int every) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(file);
        List<Application> delivered = new ArrayList<>();
        for (Application one : applications) {
            boolean bad = one.bad() != (one.line() % every == 0);
            bytes.write(bad ? 1 : 0);
            delivered.add(new Application(one.row(), bad, one.line()));
        }
        return new CreditData(bytes.toByteArray(), delivered);
    }

    Digest digest() {
        return Digest.of(file);
    }

    int size() {
        return applications.size();
    }

    /** Three in five applications, without part-time workers. */
    Part train() {
        return part(application -> !partTime(application) && application.line() % 5 < 3);
    }

    /** One in five, for calibration and as the drift reference. */
    Part calibration() {
        return part(application -> !partTime(application) && application.line() % 5 == 3);
    }

    /** One in five, looked at by validation and served afterwards. */
    Part test() {
        return part(application -> !partTime(application) && application.line() % 5 == 4);
    }

    /** Part-time workers: real applicants whom training never saw. */
    Part unseen() {
        return part(CreditData::partTime);
    }

    private static boolean partTime(Application application) {
        return application.row()[SCHEMA.indexOf("job")] == 3;
    }

    private Part part(Predicate<Application> which) {
        List<Application> chosen = applications.stream().filter(which).toList();
        int width = SCHEMA.size();
        double[] data = new double[chosen.size() * width];
        boolean[] bad = new boolean[chosen.size()];
        for (int i = 0; i < bad.length; i++) {
            System.arraycopy(chosen.get(i).row(), 0, data, i * width, width);
            bad[i] = chosen.get(i).bad();
        }
        return new Part(Rows.of(SCHEMA, data), bad);
    }
}
