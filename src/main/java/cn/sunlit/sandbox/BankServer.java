package cn.sunlit.sandbox;

import cn.sunlit.kernel.Problem;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The bank's counter on its own port, beside the one for payment orders: what {@link BankApi} is within the court's sandbox, so
 * that a bank in a process of its own can be paid into, judged by its ledger and made to stutter.
 */
@Component
@Profile("sandbox")
class BankServer {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    BankServer(PartnerServer partners, BankApi bank) {
        partners.on("/bank/ledger", exchange -> answer(exchange, bank::ledger));
        partners.on("/bank/credits", exchange -> take(exchange, BankApi.Credit.class, bank::credit));
        partners.on("/bank/faults", exchange -> {
            if (exchange.getRequestMethod().equals("GET")) {
                answer(exchange, bank::faults);
            } else {
                take(exchange, BankApi.FaultsRequest.class, bank::faults);
            }
        });
    }

    private static <T> void take(HttpExchange exchange, Class<T> type, Function<T, Object> does) throws IOException {
        String body = PartnerServer.body(exchange);
        answer(exchange, () -> does.apply(JSON.readValue(body, type)));
    }

    private static void answer(HttpExchange exchange, Supplier<Object> what) throws IOException {
        try {
            PartnerServer.answer(exchange, 200, "application/json", JSON.writeValueAsBytes(what.get()));
        } catch (Problem.Invalid | JacksonException wrong) {
            PartnerServer.answer(exchange, 422, "text/plain", String.valueOf(wrong.getMessage()));
        }
    }
}
