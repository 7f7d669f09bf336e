import java.io.File;
import java.io.FileOutputStream;
import java.io.FileDescriptor;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

/**
 * Judges files by PDF/UA-1 with veraPDF. One line a file, parted by tabs: path, "passes", "fails" or
 * "errors", the number of checks made, the rules broken as clause-test, and what was found where.
 */
public class Judge {
    private static final PDFAFlavour FLAVOUR = PDFAFlavour.PDFUA_1;
    private static final int EXAMPLES = 5;

    public static void main(String[] paths) {
        PrintStream out = new PrintStream(
                new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        VeraGreenfieldFoundryProvider.initialise();
        for (String path : paths) {
            out.println(path + "\t" + verdict(new File(path)));
        }
    }

    private static String verdict(File file) {
        var foundry = Foundries.defaultInstance();
        try (var parser = foundry.createParser(file, FLAVOUR);
                var validator = foundry.createValidator(FLAVOUR, EXAMPLES, false, true, false)) {
            return line(validator.validate(parser));
        } catch (Exception | LinkageError error) {
            // A missing class is no verdict either, and the next file still deserves its line.
            return "errors\t0\t\t" + flat(error.toString());
        }
    }

    private static String line(ValidationResult result) {
        String rules = result.getFailedChecks().keySet().stream()
                .map(Judge::number).sorted().collect(Collectors.joining(" "));
        String findings = result.getTestAssertions().stream()
                .map(Judge::finding).collect(Collectors.joining("; "));
        String word = result.isCompliant() ? "passes" : "fails";
        return String.join(
                "\t", word, String.valueOf(result.getTotalAssertions()), rules, flat(findings));
    }

    private static String number(RuleId rule) {
        return rule.getClause() + "-" + rule.getTestNumber();
    }

    private static String finding(TestAssertion found) {
        String place = found.getLocation().getContext();
        return number(found.getRuleId()) + " " + found.getErrorMessage() + " at " + place;
    }

    private static String flat(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
