package io.ringmaster.bench.comparison;

import io.ringmaster.gateway.Nonces;
import io.ringmaster.gateway.Secret;
import io.ringmaster.gateway.client.KrakenCredentials;
import io.ringmaster.gateway.client.KrakenGateway;
import io.ringmaster.gateway.client.KrakenSettings;
import io.ringmaster.gateway.session.SessionNews;
import io.ringmaster.gateway.wire.VenueOrderState;
import io.ringmaster.pipeline.port.KnownAccount;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.schema.OrderIntentEncoder;
import io.ringmaster.schema.OrderKind;
import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.UnsafeBuffer;
import org.knowm.xchange.ExchangeFactory;
import org.knowm.xchange.ExchangeSpecification;
import org.knowm.xchange.derivative.FuturesContract;
import org.knowm.xchange.dto.Order;
import org.knowm.xchange.dto.trade.LimitOrder;
import org.knowm.xchange.exceptions.ExchangeException;
import org.knowm.xchange.krakenfutures.KrakenFuturesExchange;
import org.knowm.xchange.service.trade.TradeService;

/**
 * Measures the time from the moment when an order leaves the sequencer's ring to its first byte at a loopback socket: through our gateway,
 * through unmodified XChange, and with the JDK's HTTP client alone, which both use. They alternate in one run, on a fixed schedule. The schedule
 * does not wait for late orders, so every delay is included.
 */
public final class XChangeComparison {

    private static final int WARM_UP = 1_500;
    private static final int MEASURED = 3_000;
    private static final long EVERY_NS = 4_000_000;
    private static final long LIMIT_S = 30;
    private static final String SECRET = Base64.getEncoder().encodeToString("guards nothing".getBytes(StandardCharsets.UTF_8));
    private static final String REPLY = "{\"result\":\"success\",\"serverTime\":\"2026-01-01T00:00:00.000Z\",\"openOrders\":[],\"fills\":[],"
        + "\"openPositions\":[],\"orders\":[],\"instruments\":[],\"permissions\":{\"general\":\"FULL_ACCESS\",\"transfer\":\"NO_ACCESS\"},"
        + "\"sendStatus\":{\"order_id\":\"c8a35168-8d52-4609-944f-3f32bb0d5c77\",\"status\":\"postWouldExecute\",\"orderEvents\":[]}}";

    private final ServerSocket server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    private final BlockingQueue<Long> arrivals = new ArrayBlockingQueue<>(64);

    private XChangeComparison() throws IOException {
        Thread.ofPlatform().daemon().name("venue").start(this::accept);
    }

    public static void main(final String[] args) throws IOException, InterruptedException {
        new XChangeComparison().run();
    }

    // ------------------------------------------------------------------ server side

    private void accept() {
        while (true) {
            try {
                final Socket client = server.accept();
                client.setTcpNoDelay(true);
                Thread.ofPlatform().daemon().start(() -> serve(client));
            } catch (final IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(final Socket client) {
        try (client; BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1))) {
            final OutputStream out = client.getOutputStream();
            final byte[] body = REPLY.getBytes(StandardCharsets.UTF_8);
            final byte[] reply = ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n" + REPLY)
                .getBytes(StandardCharsets.UTF_8);
            while (true) {
                final int first = in.read();
                if (first < 0) {
                    return;
                }
                final long arrivedNs = System.nanoTime();
                final String request = (char) first + in.readLine();
                int length = 0;
                for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                    if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                        length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
                    }
                }
                in.skip(length);
                out.write(reply);
                if (request.contains("sendorder")) {
                    arrivals.add(arrivedNs);
                }
            }
        } catch (final SocketException e) {
            // The client has disconnected.
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ------------------------------------------------------------------ the three clients

    /** Sends one order with this number. */
    private interface Way {

        void send(long number) throws IOException;
    }

    private void run() throws IOException, InterruptedException {
        final String rest = "http://127.0.0.1:" + server.getLocalPort() + "/derivatives";
        final Histogram ours = new Histogram(TimeUnit.SECONDS.toNanos(LIMIT_S), 3);
        final Histogram theirs = new Histogram(ours);
        final Histogram bare = new Histogram(ours);
        final TradeService stock = stock(rest);
        try (KrakenGateway gateway = gateway(rest)) {
            gateway.start((buffer, offset, length) -> { });
            for (int i = 1; i <= WARM_UP + MEASURED; i++) {
                final boolean isMeasured = i > WARM_UP;
                final long number = i;
                measure(isMeasured ? ours : null, number, each -> intent(gateway, each));
                measure(isMeasured ? theirs : null, number, each -> order(stock, each));
                measure(isMeasured ? bare : null, number, each -> post(rest, each));
            }
        }
        System.out.printf(Locale.ROOT, "%,d orders each, from the order ring to the first byte at the other end of a socket on loopback%n", MEASURED);
        print("our gateway", ours);
        print("XChange as it comes", theirs);
        print("the JDK's HTTP client alone", bare);
    }

    private long dueNs = System.nanoTime();

    private void measure(final Histogram times, final long number, final Way way) throws IOException, InterruptedException {
        dueNs += EVERY_NS;
        while (dueNs - System.nanoTime() > 0) {
            LockSupport.parkNanos(dueNs - System.nanoTime());
        }
        // If a park takes too long, the machine is late, not the order: the order exists from now on.
        final long startNs = Math.max(dueNs, System.nanoTime());
        way.send(number);
        final Long arrivedNs = arrivals.poll(LIMIT_S, TimeUnit.SECONDS);
        if (arrivedNs == null) {
            throw new IllegalStateException("an order did not arrive");
        }
        if (times != null) {
            times.recordValue(arrivedNs - startNs);
        }
    }

    private static KrakenGateway gateway(final String rest) {
        return new KrakenGateway(
            KrakenSettings.at(rest, "ws://127.0.0.1:1/ws/v1"),
            new KrakenCredentials("key", Secret.take(SECRET.getBytes(StandardCharsets.UTF_8)), new Nonces(System::currentTimeMillis, 0)),
            List.of(InstrumentDefinition.perpetual("PF_XBTUSD", FixedPoint.ONE)),
            KnownAccount.empty(1, 0, System.currentTimeMillis() * 1_000_000), new Silent(), text -> { }, System::currentTimeMillis);
    }

    private final UnsafeBuffer intent = new UnsafeBuffer(new byte[256]);

    private void intent(final KrakenGateway gateway, final long number) {
        new OrderIntentEncoder().wrapAndApplyHeader(intent, 0, new MessageHeaderEncoder())
            .causeSequence(1).timeNs(1).clientOrderId(number).qtyE8(10_000).limitPriceE8(50_000 * FixedPoint.ONE)
            .stopPriceE8(OrderIntentEncoder.stopPriceE8NullValue()).instrumentId(0).kind(OrderKind.NEW).orderType(OrderType.POST_ONLY)
            .side(Side.BUY).reduceOnly((short) 0).purpose(OrderPurpose.INCREASE);
        gateway.onOrderIntent(intent, 0, MessageHeaderEncoder.ENCODED_LENGTH + OrderIntentEncoder.BLOCK_LENGTH);
    }

    private static TradeService stock(final String rest) {
        final ExchangeSpecification specification = new ExchangeSpecification(KrakenFuturesExchange.class);
        specification.setSslUri(rest);
        specification.setApiKey("key");
        specification.setSecretKey(SECRET);
        specification.setShouldLoadRemoteMetaData(false);
        return ExchangeFactory.INSTANCE.createExchange(specification).getTradeService();
    }

    private static void order(final TradeService stock, final long number) throws IOException {
        try {
            stock.placeLimitOrder(new LimitOrder.Builder(Order.OrderType.BID, new FuturesContract("BTC/USD/PERP"))
                .originalAmount(new BigDecimal("0.0001")).limitPrice(new BigDecimal("50000")).userReference("x-" + number).build());
        } catch (final ExchangeException e) {
            // The venue rejects every order, so that the session tracks none of them.
        }
    }

    private static void post(final String rest, final long number) throws IOException {
        final HttpURLConnection http = (HttpURLConnection) URI.create(rest + "/api/v3/sendorder?cliOrdId=b-" + number).toURL().openConnection();
        http.setRequestMethod("POST");
        http.setDoOutput(true);
        http.getOutputStream().close();
        http.getInputStream().readAllBytes();
    }

    private static void print(final String name, final Histogram times) {
        System.out.printf(Locale.ROOT, "  %-28s p50 %,.0f us  p99 %,.0f us  p99.9 %,.0f us%n", name, times.getValueAtPercentile(50) / 1e3,
            times.getValueAtPercentile(99) / 1e3, times.getValueAtPercentile(99.9) / 1e3);
    }

    private static final class Silent implements SessionNews {

        @Override
        public void onDifference(final String what) {
            // Not part of the measurement.
        }

        @Override
        public void onExternalOrder(final VenueOrderState order) {
            // Not part of the measurement.
        }

        @Override
        public void onNotice(final String text) {
            // Not part of the measurement.
        }
    }
}
