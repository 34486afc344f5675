package dev.vedette.agent.openai;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** Adds the key to a request and bounds its answer. What comes with an error's status is never read. */
final class Wire implements Interceptor {
    @Override
    public Response intercept(Chain chain) throws IOException {
        Exchange exchange = Exchange.carried();
        exchange.going(chain.call());
        Response response = chain.proceed(withKey(chain.request(), exchange));
        ResponseBody body = response.body();
        if (!response.isSuccessful()) {
            body.close();
            return response.newBuilder()
                    .body(ResponseBody.create(new byte[0], null))
                    .build();
        }
        return response.newBuilder().body(new BoundedBody(body, exchange)).build();
    }

    private static Request withKey(Request request, Exchange exchange) {
        String key = exchange.key();
        return key == null
                ? request
                : request.newBuilder().header("Authorization", "Bearer " + key).build();
    }
}
