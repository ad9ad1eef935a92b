package io.modelgovernance.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the compiler holds: no prediction leaves a verdict that nobody has looked at. */
class CompileTimePromiseTest {
    @TempDir
    Path out;

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String body) {
            super(URI.create("string:///Sample.java"), Kind.SOURCE);
            this.text = "import io.modelgovernance.*; import io.modelgovernance.serving.*;\n"
                    + "class Sample {\n"
                    + "  double take(GovernedModel model, Call call, double[] row) {\n    " + body + "\n  }\n}\n";
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private List<String> errors(String body) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        List<String> options = List.of("-proc:none", "-d", out.toString(), "-cp", classPath());
        compiler.getTask(null, null, found, options, null, List.of(new Source(body)))
                .call();
        return found.getDiagnostics().stream()
                .filter(one -> one.getKind() == Diagnostic.Kind.ERROR)
                .map(Diagnostic::getCode)
                .toList();
    }

    private static String classPath() {
        return Path.of(io.modelgovernance.Verdict.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .toString();
    }

    @Test
    void askingFirstCompiles() {
        String asked = "Verdict verdict = model.judge(call, row);"
                + " return verdict instanceof Decision.Served ? ((Decision.Served) verdict).score() : 0;";
        assertEquals(List.of(), errors(asked));
        assertEquals(List.of(), errors("return model.judge(call, row).fold(d -> 1.0, r -> 0.0);"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "return model.judge(call, row).score();|compiler.err.cant.resolve",
                "return model.judge(call, row).orThrow().score();|compiler.err.cant.resolve",
                "return ((Decision.Referred) model.judge(call, row)).score();|compiler.err.cant.resolve",
                "return ((Refusal) model.judge(call, row)).score();|compiler.err.cant.resolve",
                "return model.scorer().score(row);|compiler.err.cant.resolve",
                "return model.judge(call, row);|compiler.err.prob.found.req",
                "class Mine implements Decision {} return 0;|compiler.err.local.classes.cant.extend.sealed",
            })
    void takingItUndecidedDoesNot(String body, String error) {
        List<String> errors = errors(body);
        assertTrue(errors.stream().anyMatch(code -> code.startsWith(error)), errors::toString);
    }
}
