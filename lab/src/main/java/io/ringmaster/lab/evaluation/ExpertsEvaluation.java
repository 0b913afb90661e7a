package io.ringmaster.lab.evaluation;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.inference.experts.ExpertSettings;
import io.ringmaster.inference.experts.Experts;
import io.ringmaster.inference.experts.Universal;
import io.ringmaster.lab.csv.CsvFile;
import io.ringmaster.lab.source.ReturnsTable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An experts algorithm over a table of results, beside the baselines that it should beat. No costs are charged for changes of the weights. */
public final class ExpertsEvaluation {

    private final ReturnsTable table;
    private final Experts experts;
    private final double[] wealth;
    private final double[] returns;
    private int played;
    private double mixtureWealth = 1;
    private double uniformWealth = 1;

    private ExpertsEvaluation(final ReturnsTable table, final ExpertSettings settings) {
        this.table = table;
        experts = experts(table, settings);
        wealth = new double[table.experts().size()];
        Arrays.fill(wealth, 1);
        returns = new double[table.relatives().size()];
    }

    private static Experts experts(final ReturnsTable table, final ExpertSettings settings) {
        try {
            return settings.create(table.experts().size(), table.relatives().size());
        } catch (final IllegalArgumentException e) {
            throw new InvalidInputException("policy.experts: " + e.getMessage(), e);
        }
    }

    /**
     * Plays the table.
     *
     * @throws InvalidInputException if the algorithm cannot weigh so many experts
     */
    public static ExpertsResult of(final ReturnsTable table, final ExpertSettings settings) {
        final ExpertsEvaluation evaluation = new ExpertsEvaluation(table, settings);
        table.relatives().forEach(evaluation::play);
        return evaluation.result();
    }

    /** Plays the table and writes the weights with which each round is played: the columns are those of the table. */
    public static ExpertsResult of(final ReturnsTable table, final ExpertSettings settings, final Path out) {
        final ExpertsEvaluation evaluation = new ExpertsEvaluation(table, settings);
        final Stream<String> names = Stream.concat(Stream.ofNullable(table.timeColumn()), table.experts().stream());
        try (CsvFile csv = new CsvFile(out, names.map(CsvFile::quoted).collect(Collectors.joining(",")))) {
            for (int row = 0; row < table.relatives().size(); row++) {
                if (table.timeColumn() != null) {
                    csv.put(table.times().get(row));
                }
                for (final double weight : evaluation.experts.weights()) {
                    csv.put(weight);
                }
                csv.endRow();
                evaluation.play(table.relatives().get(row));
            }
        }
        return evaluation.result();
    }

    private void play(final double[] relatives) {
        final double[] weights = experts.weights();
        double mixture = 0;
        double sum = 0;
        for (int i = 0; i < relatives.length; i++) {
            mixture += weights[i] * relatives[i];
            sum += relatives[i];
            wealth[i] *= relatives[i];
        }
        mixtureWealth *= mixture;
        returns[played++] = mixture - 1;
        uniformWealth *= sum / relatives.length;
        experts.update(relatives);
    }

    private ExpertsResult result() {
        int best = 0;
        double sum = 0;
        for (int i = 0; i < wealth.length; i++) {
            best = wealth[i] > wealth[best] ? i : best;
            sum += wealth[i];
        }
        return new ExpertsResult(
            table.relatives().size(), wealth.length, mixtureWealth,
            new ExpertsResult.Baselines(table.experts().get(best), wealth[best], uniformWealth, sum / wealth.length,
                experts instanceof final Universal universal ? universal.bestMixWealth() : Double.NaN),
            experts.regret(), experts.regretBound(), returns);
    }
}
