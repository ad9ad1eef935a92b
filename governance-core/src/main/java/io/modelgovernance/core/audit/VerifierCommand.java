package io.modelgovernance.core.audit;

import io.modelgovernance.GovernanceException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.audit.VerifierKey;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;

/** The offline verifier as a command. Used once. */
final class VerifierCommand {
    static final String USAGE = "DIRECTORY KEY [--kept FILE] [--memory FILE] [--witness KEY]... [--witnesses N]"
            + " [--accept-breaks], where a KEY is name+id+base64, or DIRECTORY NAME PUBLIC-KEY-BASE64 [KEPT-FILE]";

    private final List<String> plain = new ArrayList<>();
    private final List<VerifierKey> witnesses = new ArrayList<>();
    private String kept = "";
    private String memory = "";
    private String least = "";
    private boolean breaks;

    private VerifierCommand(List<String> arguments) {
        Iterator<String> left = arguments.iterator();
        while (left.hasNext()) {
            String argument = left.next();
            switch (argument) {
                case "--kept" -> kept = value(argument, left);
                case "--memory" -> memory = value(argument, left);
                case "--witness" -> witnesses.add(VerifierKey.parse(value(argument, left)));
                case "--witnesses" -> least = value(argument, left);
                case "--accept-breaks" -> breaks = true;
                default -> plain.add(argument);
            }
        }
        if (plain.size() == 4 && kept.isEmpty()) {
            kept = plain.get(3);
        } else if (plain.size() < 2 || plain.size() > 3) {
            throw InvalidInputException.of("command line", "has " + plain.size() + " plain arguments", USAGE);
        }
    }

    private static String value(String option, Iterator<String> left) {
        if (!left.hasNext()) {
            throw InvalidInputException.of("command line", "ends with " + option, USAGE);
        }
        return left.next();
    }

    static int run(List<String> arguments, PrintStream out) {
        try {
            Verified found = new VerifierCommand(arguments).run();
            out.println("intact: " + found.checkpoint().size() + " entries, root "
                    + found.checkpoint().root());
            found.keys().stream()
                    .filter(key -> key.from() > 0)
                    .forEach(key -> out.println("signed from entry " + key.from() + " on by " + key.key()));
            found.discontinuities().forEach(one -> out.println("declared break: " + one));
            found.cosigned().forEach((witness, at) -> out.println("cosigned " + at + " by " + witness));
            return 0;
        } catch (GovernanceException | IOException | UncheckedIOException | IllegalArgumentException e) {
            out.println("NOT INTACT: " + e.getMessage());
            return 1;
        }
    }

    private Verified run() throws IOException {
        AuditVerifier verifier = AuditVerifier.trusting(key());
        if (!kept.isEmpty()) {
            verifier = verifier.withKept(Files.readString(Path.of(kept)));
        }
        if (!memory.isEmpty()) {
            verifier = verifier.withMemory(FileHeadMemory.of(Path.of(memory)));
        }
        if (!witnesses.isEmpty() || !least.isEmpty()) {
            int quorum = least.isEmpty() ? witnesses.size() : Integer.parseInt(least);
            verifier = verifier.withWitnesses(quorum, witnesses.toArray(VerifierKey[]::new));
        }
        return (breaks ? verifier.withBreaksAccepted() : verifier).verify(Path.of(plain.get(0)));
    }

    private VerifierKey key() {
        return plain.size() == 2
                ? VerifierKey.parse(plain.get(1))
                : new VerifierKey(
                        plain.get(1), VerifierKey.Kind.NOTE, Base64.getDecoder().decode(plain.get(2)));
    }
}
