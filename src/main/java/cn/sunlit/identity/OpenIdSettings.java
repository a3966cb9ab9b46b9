package cn.sunlit.identity;

import cn.sunlit.kernel.CourtCode;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The courts that let their staff in by an identity provider of their own ({@code sunlit.openid}). */
@ConfigurationProperties("sunlit.openid")
record OpenIdSettings(@DefaultValue List<Provider> providers) {

    OpenIdSettings {
        providers = List.copyOf(providers);
    }

    /**
     * @param issuer the provider's address, as it stands in its tokens
     * @param court the court whose staff it knows; nobody else enters through it
     * @param loginClaim what in its token is the log-in here
     * @param secondFactor values of {@code amr} or {@code acr} that prove a second factor; without any, ours is asked
     */
    record Provider(
            String issuer,
            String clientId,
            String clientSecret,
            String court,
            @DefaultValue("preferred_username") String loginClaim,
            @DefaultValue Set<String> secondFactor) {

        Provider {
            secondFactor = Set.copyOf(secondFactor);
            if (blank(issuer) || blank(clientId) || blank(clientSecret) || blank(court)) {
                throw new IllegalArgumentException("统一身份认证须同时写明 issuer、client-id、client-secret、court");
            }
            URI at = URI.create(issuer);
            boolean here = Set.of("localhost", "127.0.0.1").contains(String.valueOf(at.getHost()));
            if (!"https".equals(at.getScheme()) && !here) {
                throw new IllegalArgumentException("统一身份认证的 issuer 须为 https 地址：" + issuer);
            }
            new CourtCode(court);
        }

        private static boolean blank(@Nullable String text) {
            return text == null || text.isBlank();
        }

        CourtCode courtCode() {
            return new CourtCode(court);
        }

        /** Whether what the token says of how its bearer came in counts as a second factor here. */
        boolean isStrong(List<String> amr, @Nullable String acr) {
            Set<String> said = new HashSet<>(amr);
            if (acr != null) {
                said.add(acr);
            }
            return secondFactor.stream().anyMatch(said::contains);
        }
    }
}
