package io.modelgovernance.samples.credit;

import java.io.PrintStream;

/** Prints the sample's story: sections, short lines. */
final class Narrator {
    private final PrintStream out;

    Narrator(PrintStream out) {
        this.out = out;
    }

    void section(String title) {
        out.println();
        out.println(title);
        out.println("-".repeat(title.length()));
    }

    void say(String line) {
        out.println("   " + line);
        out.flush();
    }
}
