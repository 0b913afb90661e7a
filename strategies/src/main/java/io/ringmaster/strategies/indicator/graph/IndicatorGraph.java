package io.ringmaster.strategies.indicator.graph;

import io.ringmaster.strategies.formula.Condition;
import io.ringmaster.strategies.formula.Formula;
import io.ringmaster.strategies.formula.FormulaException;
import io.ringmaster.strategies.formula.Parser;
import io.ringmaster.strategies.formula.Syntax;
import io.ringmaster.strategies.formula.operation.BinaryFormula.Operator;
import io.ringmaster.strategies.indicator.Bar;
import io.ringmaster.strategies.indicator.Feature;
import io.ringmaster.strategies.indicator.FeatureValues;
import io.ringmaster.strategies.indicator.Indicator;
import io.ringmaster.strategies.indicator.Nodes;
import io.ringmaster.strategies.indicator.catalog.IndicatorCatalog;
import io.ringmaster.strategies.indicator.claim.Claim;
import io.ringmaster.strategies.indicator.claim.Claims;
import io.ringmaster.strategies.indicator.type.IndicatorType;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * All indicators on one instrument and timeframe. You declare them as text before the first bar: {@code rsi(14)}, {@code sma(volume, 20)},
 * {@code macd(12,26,9).signal}. Equal declarations are one node, which is computed after the nodes it reads. Conventions are TA-Lib's unless
 * a parameter names another one; {@link IndicatorCatalog} has all indicators. One thread.
 */
public final class IndicatorGraph implements IndicatorType.Declarations {

    private final Bar bar = new Bar();
    private final FeatureValues features;
    private final EnumSet<Feature> read = EnumSet.noneOf(Feature.class);
    private final Nodes nodes = new Nodes();
    private final Claims claims = new Claims();
    private final Formulas formulas = new Formulas(this::node);
    /** Claims by text; null after the first bar, when nothing can be declared any more. */
    private TreeMap<String, Claim> claimByText = new TreeMap<>();
    private long bars;

    /** A graph that knows nothing but bars. */
    public IndicatorGraph() {
        this(new FeatureValues());
    }

    /** @param features as of the bar that closes; filled by the owner before each bar */
    public IndicatorGraph(final FeatureValues features) {
        this.features = features;
    }

    /** Takes a closed bar and computes every node once. */
    public void onBar(
        final long openTimeNs, final long closeTimeNs, final double open, final double high, final double low, final double close,
        final double volume) {
        bar.openTimeNs = openTimeNs;
        bar.closeTimeNs = closeTimeNs;
        bar.open = open;
        bar.high = high;
        bar.low = low;
        bar.close = close;
        bar.volume = volume;
        arrange();
        bars++;
        nodes.compute(bar);
        claims.evaluate(nodes.values());
    }

    /** The bar that closed last. */
    public Bar bar() {
        return bar;
    }

    /** Bars so far. */
    public long bars() {
        return bars;
    }

    /** The features that some node reads. */
    public Set<Feature> features() {
        return Collections.unmodifiableSet(read);
    }

    @Override
    public Indicator sample(final Feature feature) {
        read.add(feature);
        return new Sample(features, feature);
    }

    @Override
    public Indicator outside(final Feature feature, final String series) {
        read.add(feature);
        return new OutsideSample(features, features.declare(series), feature == Feature.OUTSIDE_AGE);
    }

    /** Declarations so far, equal ones counted again. */
    public long declarations() {
        return nodes.declarations();
    }

    /** Nodes computed each bar. */
    public int nodes() {
        return nodes.count();
    }

    /**
     * The node of a declaration.
     *
     * @throws FormulaException if the text is not a valid formula
     */
    public Indicator indicator(final String text) {
        return indicator(text, Map.of());
    }

    /** The node of a declaration in which names stand for values. */
    @Override
    public Indicator indicator(final String text, final Map<String, Syntax> values) {
        return node(Parser.number(text, values));
    }

    /** A number that is computed on request. */
    public Formula formula(final String text, final Map<String, Syntax> values) {
        return formulas.formula(Parser.number(text, values));
    }

    /** A claim, evaluated on every bar. */
    public Claim claim(final String text, final Map<String, Syntax> values) {
        return claim(Parser.claim(text, values));
    }

    /** All claims on these indicators. */
    public Claims claims() {
        return claims;
    }

    private void requireNoBars(final Syntax syntax) {
        if (bars > 0) {
            throw new IllegalStateException("'" + syntax.text() + "' is declared after the first bar");
        }
    }

    private Claim claim(final Syntax syntax) {
        requireNoBars(syntax);
        final Claim known = claimByText.get(syntax.text());
        if (known != null) {
            return known;
        }
        final Condition meaning = formulas.condition(syntax);
        final int index = switch (syntax) {
            case Syntax.Comparison(final Syntax.Relation relation, final Syntax left, final Syntax right) ->
                claims.compare(relation, node(left), node(right));
            case Syntax.Junction(final boolean all, final List<Syntax> parts) ->
                claims.join(all ? Claims.Kind.ALL : Claims.Kind.ANY, parts.stream().mapToInt(part -> claim(part).index()).toArray());
            case Syntax.Not(final Syntax of) -> claims.join(Claims.Kind.NOT, claim(of).index());
            default -> throw new FormulaException("'" + syntax.text() + "' is not a comparison");
        };
        final Claim made = new Claim(claims, index, meaning);
        claimByText.put(syntax.text(), made);
        return made;
    }

    /** The node of a parsed number. */
    public Indicator node(final Syntax syntax) {
        requireNoBars(syntax);
        return switch (syntax) {
            case final Syntax.Number number -> nodes.constant(number.text(), number.value());
            case final Syntax.Call call when Formulas.isFunction(call) -> formulaNode(syntax);
            case final Syntax.Call call -> call(call);
            case Syntax.Lag(final Syntax of, final int count) -> nodes.node(syntax.text(), () -> new Lag(node(of), count));
            case final Syntax.Arithmetic _ -> formulaNode(syntax);
            default -> throw new FormulaException("'" + syntax.text() + "' is no number");
        };
    }

    private Indicator formulaNode(final Syntax syntax) {
        return nodes.node(syntax.text(), () -> switch (syntax) {
            case Syntax.Arithmetic(final char operator, final Syntax left, final Syntax right) -> pair(Formulas.operator(operator), left, right);
            case final Syntax.Call call when "min".equals(call.name()) && isPlain(call, 2) ->
                pair(Operator.MIN, call.arguments().getFirst(), call.arguments().getLast());
            case final Syntax.Call call when "max".equals(call.name()) && isPlain(call, 2) ->
                pair(Operator.MAX, call.arguments().getFirst(), call.arguments().getLast());
            case final Syntax.Call call when "ratio".equals(call.name()) && isPlain(call, 3) ->
                new RatioNode(node(call.arguments().get(0)), node(call.arguments().get(1)), node(call.arguments().get(2)));
            default -> new FormulaNode(formulas.formula(syntax));
        });
    }

    /**
     * Whether a call has that many numbers as arguments and nothing else. Otherwise the fault is reported where the call is built as a
     * formula.
     */
    private static boolean isPlain(final Syntax.Call call, final int count) {
        return call.arguments().size() == count && call.named().isEmpty() && call.output().isEmpty()
            && call.arguments().stream().noneMatch(argument -> argument.isCondition() || argument instanceof Syntax.Word);
    }

    private Indicator pair(final Operator operator, final Syntax left, final Syntax right) {
        return new PairNode(operator, node(left), node(right));
    }

    /**
     * Gives every node its slot and fixes the order in which nodes are computed. Nothing can be declared afterwards. If the owner does not
     * call this, the first bar does.
     */
    public void arrange() {
        if (!nodes.isArranged()) {
            nodes.arrange();
            claims.arrange();
            claimByText = null;
        }
    }

    private Indicator call(final Syntax.Call call) {
        final ResolvedCall resolved = ResolvedCall.of(call);
        return nodes.node(resolved.text(), () -> {
            final Map<String, Syntax> values = new TreeMap<>(resolved.values());
            values.put("src", resolved.source());
            final Indicator source = resolved.source() instanceof Syntax.Word ? null : node(resolved.source());
            return resolved.type().builder().build(new IndicatorType.Arguments(this, source, values), resolved.output());
        });
    }
}
