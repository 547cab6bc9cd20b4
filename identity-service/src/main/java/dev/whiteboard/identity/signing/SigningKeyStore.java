package dev.whiteboard.identity.signing;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the generations of the signing key, private halves encrypted. */
@Component
class SigningKeyStore {
    private final JdbcClient jdbc;
    private final PrivateKeySeal seal;

    SigningKeyStore(JdbcClient jdbc, SigningSettings settings) {
        this.jdbc = jdbc;
        this.seal = new PrivateKeySeal(settings.keyEncryptionKeyBytes());
    }

    Instant now() {
        return jdbc.sql("select wb_now()").query(OffsetDateTime.class).single().toInstant();
    }

    List<SigningKey> all() {
        return jdbc.sql("select generation, kid, public_jwk, private_sealed, signs_from from signing_keys")
                .query((row, n) -> read(row))
                .list();
    }

    /** Adds this generation unless another replica has: the primary key is the compare-and-set. */
    boolean add(SigningKey key) {
        try {
            return jdbc.sql("""
                    insert into signing_keys (generation, kid, public_jwk, private_sealed, signs_from)
                    values (?, ?, ?, ?, ?) on conflict (generation) do nothing""")
                    .params(key.generation(), key.kid(), key.key().toPublicJWK().toJSONString(),
                            seal.seal(key.kid(), key.key().toPrivateKey().getEncoded()),
                            key.signsFrom().atOffset(ZoneOffset.UTC))
                    .update() == 1;
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    void remove(List<Integer> generations) {
        jdbc.sql("delete from signing_keys where generation = any(?)")
                .param(generations.toArray(Integer[]::new))
                .update();
    }

    private SigningKey read(ResultSet row) throws SQLException {
        String kid = row.getString("kid");
        try {
            var privateKey = (RSAPrivateKey) KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(seal.open(kid, row.getBytes("private_sealed"))));
            var key = new RSAKey.Builder(RSAKey.parse(row.getString("public_jwk")).toRSAPublicKey())
                    .privateKey(privateKey)
                    .keyID(kid)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .build();
            return new SigningKey(row.getInt("generation"), key,
                    row.getObject("signs_from", OffsetDateTime.class).toInstant());
        } catch (GeneralSecurityException | ParseException | com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException("signing key " + kid + " cannot be read", e);
        }
    }
}
