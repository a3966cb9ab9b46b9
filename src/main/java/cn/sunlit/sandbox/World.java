package cn.sunlit.sandbox;

import cn.sunlit.inquiries.Institution;
import cn.sunlit.inquiries.Institutions;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Opens the simulated institutions, here or elsewhere, and tells the register where they listen. */
@Component
@Profile("sandbox")
class World {

    /** @param elsewhere where another process simulates them, without a slash at its end; empty means here */
    World(
            PartnerServer partners,
            Institutions institutions,
            InstitutionServer server,
            @Value("${sunlit.sandbox.world:}") String elsewhere) {
        for (Institution each : institutions.all()) {
            if (each.isOnline()) {
                if (elsewhere.isBlank()) {
                    server.open(Simulated.of(each));
                }
                institutions.connect(
                        each.code(),
                        (elsewhere.isBlank() ? partners.url() : elsewhere) + InstitutionServer.path(each.code()),
                        InstitutionServer.secret(each.code()));
            }
        }
    }
}
