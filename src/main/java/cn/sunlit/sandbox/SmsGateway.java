package cn.sunlit.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
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
        partners.on("/sms/messages", this::answer);
    }

    /**
     * How the gateway misbehaves from now on, until the program stops.
     *
     * @param down answers 503 to everything
     * @param errorRate between 0 and 1: takes the message and answers 500 all the same, so that it is sent twice
     * @param report what it reports of messages: DELIVERED, UNDELIVERED, PENDING
     */
    record Faults(boolean down, double errorRate, String report) {
        static final Faults NONE = new Faults(false, 0, "DELIVERED");
    }

    private volatile Faults faults = Faults.NONE;

    void misbehave(Faults wanted) {
        this.faults = wanted;
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (faults.down()) {
            PartnerServer.answer(exchange, 503, "application/json", "{\"error\":\"down\"}");
        } else if (exchange.getRequestMethod().equals("GET")) {
            String path = exchange.getRequestURI().getPath();
            boolean known = store.knowsSms(path.substring(path.lastIndexOf('/') + 1));
            PartnerServer.answer(
                    exchange,
                    known ? 200 : 404,
                    "application/json",
                    "{\"status\":\"%s\"}".formatted(known ? faults.report() : "UNKNOWN"));
        } else {
            take(exchange);
        }
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
        if (ThreadLocalRandom.current().nextDouble() < faults.errorRate()) {
            PartnerServer.answer(exchange, 500, "application/json", "{\"error\":\"lost my head\"}");
            return;
        }
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
