package io.ringmaster.gateway.client;

import io.ringmaster.gateway.Nonces;
import io.ringmaster.gateway.Secret;
import io.ringmaster.gateway.session.FeedSettings;
import io.ringmaster.gateway.session.SessionNews;
import io.ringmaster.gateway.session.SessionSettings;
import io.ringmaster.gateway.wire.VenueOrderState;
import io.ringmaster.pipeline.port.KnownAccount;
import io.ringmaster.schema.Agreement;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.schema.OrderIntentEncoder;
import io.ringmaster.schema.OrderKind;
import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import io.ringmaster.units.FixedPoint;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.UnsafeBuffer;

/** A process that has an order resting at the venue and lives on; what is done to it is its test's affair. */
final class TraderProcess {

    /** It is set anew every quarter of it. */
    static final long DEAD_MANS_SWITCH_NS = 20_000_000_000L;

    private TraderProcess() {
    }

    /** @param args port of the venue */
    public static void main(final String[] args) {
        final String base = "127.0.0.1:" + args[0];
        final KrakenSettings settings = new KrakenSettings(
            new KrakenSettings.Addresses("http://" + base + "/derivatives", "ws://" + base + "/ws/v1", "ws://" + base + "/v2"),
            0, new KrakenSettings.KeyReference(SimulatedKraken.KEY, ""),
            new KrakenSettings.SwitchSettings(DEAD_MANS_SWITCH_NS, 10_000_000_000L),
            RestSettings.defaults(),
            FeedSettings.defaults(),
            SessionSettings.defaults());
        final KrakenGateway gateway = new KrakenGateway(
            settings,
            new KrakenCredentials(
                SimulatedKraken.KEY, Secret.take(SimulatedKraken.SECRET.getBytes(StandardCharsets.UTF_8)),
                new Nonces(System::currentTimeMillis, 0)),
            List.of(SimulatedKraken.PF_XBTUSD), KnownAccount.empty(1, 0, System.currentTimeMillis() * 1_000_000), new Silent(),
            System.err::println, System::currentTimeMillis);
        gateway.start((buffer, offset, length) -> { });
        boolean isSent = false;
        while (true) {
            gateway.onPipelineAlive();
            if (!isSent && gateway.agreement() == Agreement.AGREED) {
                isSent = true;
                send(gateway);
            }
            LockSupport.parkNanos(10_000_000);
        }
    }

    private static void send(final KrakenGateway gateway) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
        new OrderIntentEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .causeSequence(1).timeNs(1).clientOrderId(1).qtyE8(SimulatedKraken.PF_XBTUSD.lotE8()).limitPriceE8(50_000 * FixedPoint.ONE)
            .stopPriceE8(OrderIntentEncoder.stopPriceE8NullValue()).instrumentId(0).kind(OrderKind.NEW).orderType(OrderType.LIMIT)
            .side(Side.BUY).reduceOnly((short) 0).purpose(OrderPurpose.INCREASE);
        gateway.onOrderIntent(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + OrderIntentEncoder.BLOCK_LENGTH);
    }

    private static final class Silent implements SessionNews {

        @Override
        public void onDifference(final String what) {
            System.err.println(what);
        }

        @Override
        public void onExternalOrder(final VenueOrderState order) {
            System.err.println(order);
        }

        @Override
        public void onNotice(final String text) {
            System.err.println(text);
        }
    }
}
