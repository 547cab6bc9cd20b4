package dev.whiteboard.local.elasticsearch.analysis;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.TrimFilter;
import org.apache.lucene.analysis.ngram.EdgeNGramTokenFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.analysis.AbstractIndexAnalyzerProvider;
import org.elasticsearch.index.analysis.AnalyzerProvider;
import org.elasticsearch.index.analysis.PreConfiguredTokenFilter;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.plugins.AnalysisPlugin;
import org.elasticsearch.plugins.Plugin;

/**
 * The part of {@code analysis-common} that our indices use, which is not published as an artifact: Lucene's own classes
 * under the names that the distribution gives them, so that one index definition works on both.
 */
public final class UsualAnalysisPlugin extends Plugin implements AnalysisPlugin {

    @Override
    public Map<String, AnalysisProvider<AnalyzerProvider<? extends Analyzer>>> getAnalyzers() {
        return Map.of("english", (index, environment, name, settings) -> new English(name));
    }

    @Override
    public Map<String, AnalysisProvider<TokenFilterFactory>> getTokenFilters() {
        return Map.of("asciifolding", filter(settings -> folding(settings.getAsBoolean("preserve_original", false))),
                "edge_ngram",
                filter(settings -> edges(settings.getAsInt("min_gram", 1), settings.getAsInt("max_gram", 2),
                        settings.getAsBoolean("preserve_original", false))),
                "porter_stem", filter(settings -> PorterStemFilter::new), "stemmer",
                filter(settings -> stemmer(settings.get("language", settings.get("name", "english")))), "trim",
                filter(settings -> TrimFilter::new));
    }

    @Override
    public List<PreConfiguredTokenFilter> getPreConfiguredTokenFilters() {
        return List.of(PreConfiguredTokenFilter.singleton("asciifolding", true, ASCIIFoldingFilter::new),
                PreConfiguredTokenFilter.singleton("porter_stem", false, PorterStemFilter::new),
                PreConfiguredTokenFilter.singleton("trim", true, TrimFilter::new));
    }

    private static AnalysisProvider<TokenFilterFactory> filter(
            Function<Settings, Function<TokenStream, TokenStream>> kind) {
        return (index, environment, name, settings) -> new Filter(name, kind.apply(settings));
    }

    private static Function<TokenStream, TokenStream> folding(boolean preserveOriginal) {
        return tokens -> new ASCIIFoldingFilter(tokens, preserveOriginal);
    }

    private static Function<TokenStream, TokenStream> edges(int shortest, int longest, boolean preserveOriginal) {
        return tokens -> new EdgeNGramTokenFilter(tokens, shortest, longest, preserveOriginal);
    }

    private static Function<TokenStream, TokenStream> stemmer(String language) {
        return switch (language) {
            case "english", "porter" -> PorterStemFilter::new;
            case "porter2" -> tokens -> new SnowballFilter(tokens, "English");
            case "possessive_english" -> EnglishPossessiveFilter::new;
            default -> throw new IllegalArgumentException("This local server has no stemmer for " + language);
        };
    }

    private record Filter(String name, Function<TokenStream, TokenStream> kind) implements TokenFilterFactory {

        @Override
        public TokenStream create(TokenStream tokens) {
            return kind.apply(tokens);
        }
    }

    private static final class English extends AbstractIndexAnalyzerProvider<EnglishAnalyzer> {

        private final EnglishAnalyzer analyzer = new EnglishAnalyzer();

        English(String name) {
            super(name);
        }

        @Override
        public EnglishAnalyzer get() {
            return analyzer;
        }
    }
}
