package cn.sunlit.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The simulated SMS gateway: takes a message once by its id, counts copies, and lets anyone in the sandbox read it. */
@Component
@Profile("sandbox")
class SmsGateway {

    private final SandboxStore store;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.builder().build();

    SmsGateway(PartnerServer partners, SandboxStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        partners.on("/sms/messages", this::take);
    }

    private void take(HttpExchange exchange) throws IOException {
        String body = PartnerServer.body(exchange);
        JsonNode message;
        try {
            message = json.readTree(body);
        } catch (JacksonException e) {
            PartnerServer.answer(exchange, 400, "application/json", "{\"error\":\"not JSON\"}");
            return;
        }
        String id = message.path("id").asString("");
        String phone = message.path("phone").asString("");
        String text = message.path("text").asString("");
        if (id.isBlank() || phone.isBlank() || text.isBlank()) {
            PartnerServer.answer(exchange, 400, "application/json", "{\"error\":\"id, phone and text are needed\"}");
            return;
        }
        boolean isNew = store.takeSms(id, phone, text, body, clock.instant());
        PartnerServer.answer(
                exchange,
                200,
                "application/json",
                isNew ? "{\"status\":\"ACCEPTED\"}" : "{\"status\":\"ALREADY_ACCEPTED\"}");
    }

    List<SandboxStore.Sms> sent(String phone, String caseNumber) {
        return store.sms(phone, caseNumber);
    }
}
