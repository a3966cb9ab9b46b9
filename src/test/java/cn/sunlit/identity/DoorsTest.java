package cn.sunlit.identity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.SunlitTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@SunlitTest(shared = "doors")
class DoorsTest {
    @LocalServerPort
    int port;

    @Test
    void smoke() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (String path : new String[] {"/login", "/portal/login", "/api/cases", "/nothing", "/actuator/health", "/v3/api-docs", "/webjars/tabler__core/dist/css/tabler.min.css", "/sandbox/nothing","/sunlit.css"}) {
                HttpResponse<String> r = http.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build(), HttpResponse.BodyHandlers.ofString());
                System.out.println("### " + path + " " + r.statusCode() + " " + r.headers().firstValue("location") + " " + r.body().substring(0, Math.min(300, r.body().length())));
            }
            HttpResponse<String> r = http.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/oauth2/token")).header("Authorization", "Basic ZGVtbzpkZW1v").header("Content-Type", "application/x-www-form-urlencoded").POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials")).build(), HttpResponse.BodyHandlers.ofString());
            System.out.println("### token " + r.statusCode() + r.body());
            assertThat(r.statusCode()).isEqualTo(200);
        }
    }
}
