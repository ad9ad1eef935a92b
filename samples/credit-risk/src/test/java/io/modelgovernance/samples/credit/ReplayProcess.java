package io.modelgovernance.samples.credit;

import static io.modelgovernance.samples.credit.Roles.LOAN_DESK;
import static io.modelgovernance.samples.credit.Roles.MODEL;
import static io.modelgovernance.samples.credit.Roles.PURPOSE;

import io.modelgovernance.Decision;
import io.modelgovernance.Governance;
import io.modelgovernance.GovernedModel;
import io.modelgovernance.Verdict;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.core.explain.KernelShap;
import io.modelgovernance.explain.Explainer;
import io.modelgovernance.lineage.DatasetVersion;
import io.modelgovernance.model.Rows;
import io.modelgovernance.risk.ValidationPlan;
import io.modelgovernance.serving.Call;
import io.modelgovernance.serving.ModelLoader;
import io.modelgovernance.serving.Replay;
import io.modelgovernance.serving.ReplayReport;
import io.modelgovernance.serving.ServingOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/** A process that takes the sample's decisions, or makes them again: {@code record|replay DIRECTORY COUNT}. */
final class ReplayProcess {
    private static final int BATCH = 500;
    private static final int TRIES = 20;
    private static final ModelLoader LOADER =
            (version, files) -> CreditModel.of(files.bytes("model.json")).scorer();

    private final Desk desk;
    private final int count;
    private final CreditData data = CreditData.load();

    private ReplayProcess(Desk desk, int count) {
        this.desk = desk;
        this.count = count;
    }

    public static void main(String[] arguments) throws IOException {
        ReplayProcess process = new ReplayProcess(Desk.at(Path.of(arguments[1])), Integer.parseInt(arguments[2]));
        if (arguments[0].equals("record")) {
            process.take();
        } else {
            process.again();
        }
    }

    private Governance governance() throws IOException {
        return GovernanceEngine.builder()
                .store(desk.store("governance"))
                .name("credit-bank")
                .policy(CreditPolicy.policy())
                .lifecycle(CreditPolicy.lifecycle())
                .signer(desk.signer())
                .build();
    }

    private ServingOptions options() {
        Rows background = Rows.of(
                CreditData.SCHEMA, Arrays.copyOf(data.calibration().rows().toArray(), 10 * CreditData.SCHEMA.size()));
        Explainer explainer =
                KernelShap.withDefaults().withBudget(64).withSeed(1).over(background);
        return ServingOptions.defaults().withReasons(version -> explainer, Reasons.codes());
    }

    private double[] row(int i) {
        Rows rows = data.test().rows();
        return rows.row(i % rows.count());
    }

    /** A disk that is too slow for a moment has its decisions refused; they are asked for again. */
    private String decided(GovernedModel model, Verdict verdict, int row) {
        Verdict last = verdict;
        for (int i = 0; i < TRIES && !(last instanceof Decision); i++) {
            last = model.judge(new Call(LOAN_DESK, PURPOSE), row(row));
        }
        return last.orThrow().id();
    }

    private double[] rows(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(this::row)
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    private void take() throws IOException {
        try (Governance governance = governance()) {
            Narrator silent =
                    new Narrator(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
            Workshop workshop = new Workshop(governance, desk, data, silent);
            Committee committee = new Committee(governance, data, silent);
            ValidationPlan plan = workshop.target();
            DatasetVersion dataset = workshop.prepare();
            Workshop.Delivered delivered = workshop.make("baseline", Training.simpleTerms(), dataset);
            committee.describe();
            committee.validate(delivered, plan);
            committee.approve(delivered.version());
            List<String> ids = new ArrayList<>();
            try (GovernedModel model = governance.govern(MODEL, LOADER, options())) {
                for (int from = 0; from < count; from += BATCH) {
                    List<Verdict> verdicts =
                            model.judgeAll(new Call(LOAN_DESK, PURPOSE), rows(from, Math.min(count, from + BATCH)));
                    for (int i = 0; i < verdicts.size(); i++) {
                        ids.add(decided(model, verdicts.get(i), from + i));
                    }
                }
                model.flush();
            }
            Files.write(desk.home().resolve("ids.txt"), ids, StandardCharsets.US_ASCII);
        }
    }

    /** Prints how many there were, how many are the same, and a digest of all scores and outcomes. */
    private void again() throws IOException {
        List<String> ids = Files.readAllLines(desk.home().resolve("ids.txt"), StandardCharsets.US_ASCII);
        try (Governance governance = governance();
                GovernedModel model = governance.govern(MODEL, LOADER, options())) {
            Iterator<Replay.Case> past = IntStream.range(0, count)
                    .mapToObj(i -> new Replay.Case(model.record(ids.get(i)).orElseThrow(), row(i)))
                    .iterator();
            ReplayReport report = governance.replay().all(past, LOADER, options());
            System.out.println(report.cases() + " " + report.identical() + " " + report.results());
            report.differing().stream().limit(3).forEach(System.err::println);
        }
    }
}
