package io.ringmaster.gateway.client;

import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.knowm.xchange.ExchangeSpecification;
import org.knowm.xchange.client.ExchangeRestProxyBuilder;
import org.knowm.xchange.krakenfutures.KrakenFuturesExchange;
import si.mazi.rescu.ClientConfig;
import si.mazi.rescu.IRestProxyFactory;
import si.mazi.rescu.Interceptor;
import si.mazi.rescu.InvocationResult;
import si.mazi.rescu.RequestWriterResolver;
import si.mazi.rescu.ResponseReader;
import si.mazi.rescu.RestInvocation;
import si.mazi.rescu.RestMethodMetadata;
import si.mazi.rescu.serialization.jackson.DefaultJacksonObjectMapperFactory;
import si.mazi.rescu.serialization.jackson.JacksonResponseReader;

/**
 * Makes XChange's clients for interfaces of the venue's, which write requests and read answers, over a transport with limits of our own:
 * the one XChange brings limits no answer as a whole, no size, and follows redirects.
 */
final class RestProxies implements IRestProxyFactory, AutoCloseable {

    private final BoundedHttp http;

    RestProxies(final RestSettings settings) {
        http = new BoundedHttp(settings);
    }

    /** Address of the services beside the trading API. */
    static String hostOf(final String baseUri) {
        return URI.create(baseUri).resolve("/").toString();
    }

    /** XChange's client for an interface of the venue's, at an address. */
    <T> T of(final Class<T> type, final String baseUri) {
        final ExchangeSpecification specification = new ExchangeSpecification(KrakenFuturesExchange.class);
        specification.setSslUri(baseUri);
        return ExchangeRestProxyBuilder.forInterface(type, specification).restProxyFactory(this).build();
    }

    @Override
    public <I> I createProxy(final Class<I> type, final String baseUrl) {
        return createProxy(type, baseUrl, new ClientConfig());
    }

    @Override
    public <I> I createProxy(final Class<I> type, final String baseUrl, final ClientConfig config, final Interceptor... interceptors) {
        final Calls calls = new Calls(type.getAnnotation(Path.class).value(), baseUrl, config);
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, calls));
    }

    /** Carries out the methods of one interface. */
    private final class Calls implements InvocationHandler {

        private final String path;
        private final String baseUrl;
        private final ClientConfig config;
        private final RequestWriterResolver writers;
        private final ResponseReader reader;
        private final Map<Method, RestMethodMetadata> methods = new ConcurrentHashMap<>();

        private Calls(final String path, final String baseUrl, final ClientConfig config) {
            this.path = path;
            this.baseUrl = baseUrl;
            this.config = config;
            final DefaultJacksonObjectMapperFactory mappers = new DefaultJacksonObjectMapperFactory();
            writers = RequestWriterResolver.createDefault(mappers.createObjectMapper());
            reader = new JacksonResponseReader(mappers.createObjectMapper(), false);
        }

        @Override
        public Object invoke(final Object proxy, final Method method, final Object[] arguments) throws IOException {
            if (method.getDeclaringClass() == Object.class) {
                throw new UnsupportedOperationException("a client only asks: " + method);
            }
            final RestMethodMetadata metadata = methods.computeIfAbsent(method, each -> RestMethodMetadata.create(each, baseUrl, path));
            final RestInvocation call =
                RestInvocation.create(writers, metadata, arguments == null ? new Object[0] : arguments, config.getDefaultParamsMap());
            final BoundedHttp.Answer answer = http.send(
                metadata.getHttpMethod().name(), call.getInvocationUrl(), call.getHttpHeadersFromParams(), writers.resolveWriter(metadata).writeBody(call));
            return reader.read(new InvocationResult(answer.body(), answer.status()), metadata);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
