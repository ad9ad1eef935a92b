package io.modelgovernance.samples.credit;

import java.io.PrintStream;

/** Prints the sample's story: numbered sections, short lines. */
final class Narrator {
    private final PrintStream out;
    private int step;

    Narrator(PrintStream out) {
        this.out = out;
    }

    void section(String title) {
        out.println();
        out.println(++step + ". " + title);
        out.println("-".repeat(title.length() + 3));
    }

    void say(String line) {
        out.println("   " + line);
        out.flush();
    }
}
