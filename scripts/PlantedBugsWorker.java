import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.spi.ToolProvider;

/**
 * Compiles and tests for scripts/planted-bugs, many times in one JVM. A request is a line of fields separated by tabs: {@code javac} and its
 * arguments, or {@code junit}, a class path and its arguments. Each request loads the classes of that path again; the class path of the JVM
 * contains only libraries. An answer is a line with the exit code and the number of lines that follow.
 */
final class PlantedBugsWorker {

    private PlantedBugsWorker() {
    }

    public static void main(final String[] arguments) throws Exception {
        final PrintStream answers = System.out;
        System.setOut(System.err);    // Tests print too; only answers go to standard output.
        final String libraries = System.getProperty("java.class.path");
        final BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            final String[] fields = line.split("\t");
            final int from = fields[0].equals("javac") ? 1 : 2;
            final String[] rest = java.util.Arrays.copyOfRange(fields, from, fields.length);
            // Tests that start a process pass it this class path.
            System.setProperty("java.class.path", from == 2 ? fields[1] + ":" + libraries : libraries);
            final StringWriter text = new StringWriter();
            final PrintWriter out = new PrintWriter(text, true);
            final int code = ToolProvider.findFirst(fields[0]).orElseThrow().run(out, out, rest);
            final String[] lines = text.toString().lines().toArray(String[]::new);
            answers.println(code + " " + lines.length);
            for (final String each : lines) {
                answers.println(each);
            }
            answers.flush();
        }
    }
}
