package io.ringmaster.gateway.wire;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.util.List;

/**
 * Shapes of the answers of the venue's REST API, with only the fields that are used. Words stay texts, missing fields are null and unknown
 * fields are ignored, so that one unknown entry does not spoil a list.
 */
public final class RestReplies {

    private RestReplies() {
    }

    /** What every answer has. */
    public interface Reply {

        String result();

        String error();

        String serverTime();

        default boolean isSuccess() {
            return "success".equals(result());
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Candles(List<Candle> candles, @JsonProperty("more_candles") Boolean hasMore) {
    }

    /** @param time of its beginning, milliseconds since 1970 */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Candle(long time, BigDecimal open, BigDecimal high, BigDecimal low, BigDecimal close, BigDecimal volume) {
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record AccountLog(List<LogEntry> logs) {
    }

    /**
     * @param contract        missing where no contract is concerned
     * @param fundingRate     absolute; missing where there is none
     * @param realizedFunding positive is received; missing where there is none
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record LogEntry(
        long id, String date, String contract, @JsonProperty("funding_rate") BigDecimal fundingRate,
        @JsonProperty("realized_funding") BigDecimal realizedFunding) {
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record KeyRights(Permissions permissions) {
    }

    /** Each NO_ACCESS, READ_ONLY or FULL_ACCESS. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Permissions(String general, String transfer) {
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Instruments(String result, String error, String serverTime, List<Instrument> instruments) implements Reply {
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Instrument(
        String symbol, String type, BigDecimal tickSize, Integer contractValueTradePrecision, BigDecimal maxPositionSize) {
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record FundingRates(String result, String error, String serverTime, List<FundingRate> rates) implements Reply {
    }

    /** @param fundingRate absolute: quote currency per unit of base and hour, of the hour that begins with the timestamp */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record FundingRate(String timestamp, BigDecimal fundingRate) {
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record LeveragePreferences(String result, String error, String serverTime, List<LeveragePreference> leveragePreferences) implements Reply {
    }

    /** Of a product on isolated margin; one on cross margin has none. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record LeveragePreference(String symbol, BigDecimal maxLeverage) {
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Notifications(String result, String error, String serverTime, List<Notification> notifications) implements Reply {
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Notification(String type, String priority, String note, String effectiveTime) {
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Send(String result, String error, String serverTime, SendStatus sendStatus) implements Reply {
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record SendStatus(@JsonProperty("order_id") String orderId, String status, List<OrderEvent> orderEvents) {

        /** Whether it contains a placement or an execution. */
        public boolean hasWorked() {
            return orderEvents != null && orderEvents.stream()
                .anyMatch(event -> event != null && ("EXECUTION".equals(event.type()) || "PLACE".equals(event.type())));
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record OrderEvent(String type) {
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Edit(String result, String error, String serverTime, EditStatus editStatus) implements Reply {
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record EditStatus(String orderId, String status) {
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Cancel(String result, String error, String serverTime, CancelStatus cancelStatus) implements Reply {
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record CancelStatus(String status) {
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record DeadMansSwitch(String result, String error, String serverTime, SwitchStatus status) implements Reply {
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record SwitchStatus(String currentTime, String triggerTime) {
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Statuses(String result, String error, String serverTime, List<OrderStatus> orders) implements Reply {
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record OrderStatus(NamedOrder order, String status) {
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record NamedOrder(String orderId, String cliOrdId) {
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record OpenOrders(String result, String error, String serverTime, List<OpenOrder> openOrders) implements Reply {
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record OpenOrder(
        @JsonUnwrapped Names names, String symbol, String side, String orderType, @JsonUnwrapped Prices prices, @JsonUnwrapped Sizes sizes,
        Boolean reduceOnly) {
    }

    /** Of an order: the venue's name and ours. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Names(@JsonProperty("order_id") String orderId, @JsonAlias("cli_ord_id") String cliOrdId) {
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Prices(BigDecimal limitPrice, BigDecimal stopPrice) {
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Sizes(BigDecimal unfilledSize, BigDecimal filledSize) {
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Fills(String result, String error, String serverTime, List<Fill> fills) implements Reply {
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Fill(
        @JsonProperty("fill_id") String fillId, @JsonUnwrapped Names names, String symbol, String side, @JsonUnwrapped Execution execution,
        @JsonUnwrapped Fee fee) {
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Execution(BigDecimal size, BigDecimal price, String fillTime, String fillType) {
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Fee(@JsonProperty("fee_paid") BigDecimal paid, @JsonProperty("fee_currency") String currency) {
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record OpenPositions(String result, String error, String serverTime, List<OpenPosition> openPositions) implements Reply {
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record OpenPosition(String side, String symbol, BigDecimal price, BigDecimal size) {
    }
}
