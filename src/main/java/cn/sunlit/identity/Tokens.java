package cn.sunlit.identity;

import cn.sunlit.keys.Keyring;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/** Tokens of machines: signed by a key that outlives the process, so that any process of the installation accepts them. */
@Configuration
class Tokens {

    private static final String PURPOSE = "machine-tokens";

    @Bean
    JWKSource<SecurityContext> tokenKeys(Keyring keys) throws JOSEException {
        KeyPair pair = keys.rsaPair(PURPOSE);
        RSAKey key = new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                .privateKey(pair.getPrivate())
                .keyIDFromThumbprint()
                .build();
        return new ImmutableJWKSet<>(new JWKSet(key));
    }

    @Bean
    JwtDecoder tokenReader(Keyring keys) {
        return NimbusJwtDecoder.withPublicKey(
                        (RSAPublicKey) keys.rsaPair(PURPOSE).getPublic())
                .build();
    }

    /** A token says all that is asked of it, so none is remembered: nothing grows, and no process needs another's memory. */
    @Bean
    OAuth2AuthorizationService forgetfulAuthorizations() {
        return new OAuth2AuthorizationService() {
            @Override
            public void save(OAuth2Authorization authorization) {
                // see above
            }

            @Override
            public void remove(OAuth2Authorization authorization) {
                // see above
            }

            @Override
            public @Nullable OAuth2Authorization findById(String id) {
                return null;
            }

            @Override
            public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
                return null;
            }
        };
    }
}
