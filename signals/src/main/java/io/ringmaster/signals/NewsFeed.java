package io.ringmaster.signals;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import io.ringmaster.schema.SignalSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** An RSS or Atom feed. An entry that matches a rule becomes news, once. Entries that are too old never do. */
final class NewsFeed extends WebSource {

    private static final int REMEMBERED = 10_000;
    private static final long NS_PER_MS = 1_000_000;
    private static final Pattern TAGS = Pattern.compile("<[^>]*>");

    private final SignalSettings.Feed settings;
    private final Lexicon lexicon;
    private final InstantSource clock;
    private final Map<String, Boolean> seen = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(final Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    NewsFeed(
        final SignalSettings.Feed settings, final WebDocument document, final Lexicon lexicon, final SignalQueue queue,
        final InstantSource clock) {
        super(settings.url(), document, queue);
        this.settings = settings;
        this.lexicon = lexicon;
        this.clock = clock;
    }

    @Override
    void read(final byte[] xml) throws IOException, InterruptedException {
        for (final SyndEntry entry : entries(xml)) {
            take(entry);
        }
    }

    /** The parser refuses document types, and so external entities. */
    private static List<SyndEntry> entries(final byte[] xml) throws IOException {
        try {
            return new SyndFeedInput().build(new XmlReader(new ByteArrayInputStream(xml))).getEntries();
        } catch (final FeedException | IllegalArgumentException e) {
            throw new MalformedSignalException("it is no feed: " + e.getMessage(), e);
        }
    }

    private void take(final SyndEntry entry) throws InterruptedException {
        final String title = plain(entry.getTitle());
        final String identity = entry.getUri() != null ? entry.getUri() : entry.getLink() != null ? entry.getLink() : title;
        if (seen.putIfAbsent(identity, Boolean.TRUE) != null) {
            return;
        }
        final Date said = entry.getPublishedDate() != null ? entry.getPublishedDate() : entry.getUpdatedDate();
        final long nowMs = clock.millis();
        final long saidMs = said == null ? nowMs : said.getTime();
        final String text = title + " " + (entry.getDescription() == null ? "" : plain(entry.getDescription().getValue()));
        if ((nowMs - saidMs) * NS_PER_MS > settings.maxAgeNs()) {
            return;
        }
        for (final SignalSettings.Rule rule : settings.rules()) {
            if (fits(rule, text)) {
                final double score = rule.score().isEmpty() ? lexicon.score(text) : Double.parseDouble(rule.score());
                // The feed's clock may be ahead of ours, but its news has already happened.
                queue.put(new OutsideSignal(SignalSource.NEWS, settings.symbol(), Math.min(saidMs, nowMs) * NS_PER_MS, score, title), counts);
                return;
            }
        }
    }

    private static boolean fits(final SignalSettings.Rule rule, final String text) {
        final String lower = " " + text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ") + " ";
        return rule.words().stream().allMatch(word -> lower.contains(" " + word.toLowerCase(Locale.ROOT) + " "));
    }

    private static String plain(final String markup) {
        return markup == null ? "" : TAGS.matcher(markup).replaceAll(" ").strip();
    }
}
