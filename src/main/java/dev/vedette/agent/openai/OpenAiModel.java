package dev.vedette.agent.openai;

import dev.vedette.agent.model.ChatModel;
import dev.vedette.agent.model.ModelException;
import dev.vedette.agent.model.ModelFault;
import dev.vedette.agent.model.ModelReply;
import dev.vedette.agent.model.ModelRequest;
import org.jspecify.annotations.Nullable;

/** One model of one provider, asked by one dialect. */
final class OpenAiModel implements ChatModel {
    private final String name;
    private final Settings settings;
    private final Transport transport;
    private final Dialect dialect;

    OpenAiModel(String name, Settings settings, Transport transport, Dialect dialect) {
        this.name = name;
        this.settings = settings;
        this.transport = transport;
        this.dialect = dialect;
    }

    @Override
    public String provider() {
        return settings.provider();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Endpoint endpoint() {
        return settings.address().endpoint();
    }

    @Override
    public ModelReply call(ModelRequest request, PieceListener pieces) throws ModelException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        request.headers().forEach(OpenAiModel::checkHeader);
        Exchange exchange = new Exchange(key(), settings.answerLimit());
        transport.start(dialect.question(name, request), exchange, request.timeLimit());
        return exchange.await(request.timeLimit(), settings.stallLimit(), pieces);
    }

    /** Null if no key is wanted. */
    private @Nullable String key() throws ModelException {
        if (settings.keys() == NoKey.WANTED) {
            return null;
        }
        String key = asked();
        if (key == null || !isVisible(key, '!')) {
            throw new ModelException(new ModelFault(ModelFault.Kind.NO_KEY, 0, null));
        }
        return key;
    }

    private @Nullable String asked() {
        try {
            String key = settings.keys().key();
            return key == null ? null : key.strip();
        } catch (RuntimeException mightQuoteTheKey) {
            return null;
        }
    }

    /** The HTTP client would say the same, but quote the value. */
    private static void checkHeader(String header, String value) {
        if (!isVisible(header, '!') || header.indexOf(':') >= 0 || !isVisible(value, ' ')) {
            throw new IllegalArgumentException("a header of the request cannot be sent");
        }
    }

    private static boolean isVisible(String text, char least) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= least && c <= '~');
    }

    @Override
    public String toString() {
        return settings.provider() + "/" + name;
    }
}
