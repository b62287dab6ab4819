package dev.waymark.server.records.credential;

import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.SignatureAlgorithm;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;

/** What an issuer signs with: ES256 for JWTs, EdDSA for Data Integrity, RS256 where a wallet knows nothing else. */
public enum KeyAlgorithm {
    ES256("EC", Jwts.SIG.ES256),
    RS256("RSA", Jwts.SIG.RS256),
    EDDSA("Ed25519", Jwts.SIG.EdDSA);

    private final String keyFactory;
    private final SignatureAlgorithm signature;

    KeyAlgorithm(String keyFactory, SignatureAlgorithm signature) {
        this.keyFactory = keyFactory;
        this.signature = signature;
    }

    SignatureAlgorithm signature() {
        return signature;
    }

    KeyPair newKeyPair() {
        // The library's EdDSA would choose the other curve.
        return this == EDDSA
                ? Jwks.CRV.Ed25519.keyPair().build()
                : signature.keyPair().build();
    }

    PublicKey publicKey(byte[] x509) {
        try {
            return KeyFactory.getInstance(keyFactory).generatePublic(new X509EncodedKeySpec(x509));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not a public key for " + name(), e);
        }
    }

    PrivateKey privateKey(byte[] pkcs8) {
        try {
            return KeyFactory.getInstance(keyFactory).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not a private key for " + name(), e);
        }
    }
}
